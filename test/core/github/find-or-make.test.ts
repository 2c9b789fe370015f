import { expect, it } from '@jest/globals';
import { findOrMake } from '../../../core/github/find-or-make.ts';

/** A server with one thing; each fault is what happens to one attempt to make it. */
function server(...faults: ('lost-answer' | 'server-error' | 'refused' | 'other-was-faster')[]) {
  const state = { thing: undefined as string | undefined, writes: 0, pauses: [] as number[] };
  const failure = (status: number) => Object.assign(new Error(`status ${status}`), { status });
  return {
    state,
    find: () => Promise.resolve(state.thing),
    make: () => {
      const fault = faults.shift();
      if (fault === 'server-error') return Promise.reject(failure(502));
      if (fault === 'refused') return Promise.reject(failure(403));
      state.writes++;
      state.thing = fault === 'other-was-faster' ? 'theirs' : 'ours';
      return fault ? Promise.reject(failure(fault === 'lost-answer' ? 500 : 422)) : Promise.resolve('ours');
    },
    pause: (ms: number) => Promise.resolve(state.pauses.push(ms)),
  };
}

it('makes a thing once, and finds it from then on', async () => {
  const { find, make, pause, state } = server();
  expect(await findOrMake(find, make, pause)).toEqual({ thing: 'ours', made: true });
  expect(await findOrMake(find, make, pause)).toEqual({ thing: 'ours', made: false });
  expect(state.writes).toBe(1);
});

it('does not make a thing again when only the answer was lost', async () => {
  const { find, make, pause, state } = server('lost-answer');
  expect(await findOrMake(find, make, pause)).toMatchObject({ thing: 'ours' });
  expect(state.writes).toBe(1);
});

it('does not make a thing again that is seen only a while after it was made', async () => {
  const { make, pause, state } = server('lost-answer');
  const find = () => Promise.resolve(state.pauses.length === 0 ? undefined : state.thing);
  expect(await findOrMake(find, make, pause)).toEqual({ thing: 'ours', made: true });
  expect(state.writes).toBe(1);
});

it('takes what somebody else made a moment earlier', async () => {
  const { find, make, pause } = server('other-was-faster');
  expect(await findOrMake(find, make, pause)).toMatchObject({ thing: 'theirs' });
});

it('waits and tries again when the server is in trouble, a bounded number of times', async () => {
  const recovers = server('server-error', 'server-error');
  expect(await findOrMake(recovers.find, recovers.make, recovers.pause)).toMatchObject({ thing: 'ours' });
  expect(recovers.state.pauses).toEqual([1_000, 3_000]);

  const broken = server('server-error', 'server-error', 'server-error');
  await expect(findOrMake(broken.find, broken.make, broken.pause)).rejects.toThrow('status 502');
});

it('does not insist when it is refused', async () => {
  const { find, make, pause, state } = server('refused');
  await expect(findOrMake(find, make, pause)).rejects.toThrow('status 403');
  expect(state.pauses).toEqual([]);
});
