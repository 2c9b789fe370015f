import { expect, it } from '@jest/globals';
import { namingLog, workNames } from '../../../app/deliveries/work-names.ts';

const delivery = (id: string, payload: object) => ({
  id,
  event: 'push',
  payload,
  receivedAt: '2026-11-20T09:30:00Z',
});
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

it('the work of each delivery has its own names, however long it waits in between', async () => {
  const names = await Promise.all(
    ['a', 'b'].map((name) =>
      namingLog(delivery(name, { repository: { full_name: `acme/${name}` } }), async () => {
        await pause();
        return workNames();
      }),
    ),
  );
  expect(names).toEqual([
    { delivery: 'a', event: 'push', repository: 'acme/a' },
    { delivery: 'b', event: 'push', repository: 'acme/b' },
  ]);
});

it('what a line of log adds to the names is not in the next one', () => {
  namingLog(delivery('a', {}), () => {
    Object.assign(workNames(), { event: 'other', err: 'canary' });
    expect(workNames()).toEqual({ delivery: 'a', event: 'push' });
  });
});

it('outside of work there are none', () => {
  expect(workNames()).toEqual({});
});

it.each([
  { repository: null },
  { repository: 'x' },
  { repository: { full_name: { a: 1 } } },
  { repository: { full_name: 'a'.repeat(201) } },
])('a payload like %j gives no repository', (payload) => {
  namingLog(delivery('a', payload), () => {
    expect(workNames()).toEqual({ delivery: 'a', event: 'push' });
  });
});
