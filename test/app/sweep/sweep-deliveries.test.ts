import { expect, it } from '@jest/globals';
import type { Delivery } from '../../../app/deliveries/delivery.ts';
import type { Put } from '../../../app/deliveries/delivery-queue.ts';
import type { LoggedAttempt } from '../../../app/sweep/find-lost.ts';
import { noProgress, type Progress, sweepDeliveries } from '../../../app/sweep/sweep-deliveries.ts';

const SINCE = new Date('2026-11-20T08:00:00Z');

/** An attempt at the delivery of a comment, as many minutes after 9 as its number. */
const attempt = (id: number, changes: Partial<LoggedAttempt> = {}): LoggedAttempt => ({
  id,
  guid: `guid-${id}`,
  delivered_at: `2026-11-20T09:${String(id).padStart(2, '0')}:00Z`,
  event: 'issue_comment',
  action: 'created',
  status_code: 202,
  ...changes,
});

/** A log in pages, newest first, and a queue; what was asked of them. */
function world(pages: readonly (readonly LoggedAttempt[])[], known: readonly string[] = []) {
  const calls: string[] = [];
  const taken: Delivery[] = [];
  const progress: Progress = { since: SINCE };
  const now = { time: '2026-11-20T10:00:00Z', oldest: undefined as string | undefined };
  let room = Infinity;
  const github = {
    paginate: {
      async *iterator() {
        for (const data of pages) {
          calls.push('page');
          yield await Promise.resolve({ data });
        }
      },
    },
    request: (_route: string, { delivery_id: id }: { readonly delivery_id: number }) => {
      calls.push(`delivery ${id}`);
      if (id === 50) return Promise.reject(Object.assign(new Error('Bad Gateway'), { status: 502 }));
      if (id === 40) return Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }));
      return Promise.resolve({ data: { request: { payload: { number: id } } } });
    },
  };
  const queue = {
    knows: (id: string) => Promise.resolve(known.includes(id)),
    put: (delivery: Delivery): Promise<Put> => {
      if (taken.length >= room) return Promise.resolve('full');
      taken.push(delivery);
      return Promise.resolve('taken');
    },
    load: () => Promise.resolve({ waiting: 0, active: 0, ...(now.oldest && { oldest: now.oldest }) }),
  };
  const fill = (size: number): void => {
    room = size;
  };
  const stopping = new AbortController();
  const pauses: number[] = [];
  const pause = {
    sleep(ms: number) {
      // Meanwhile there is room for one more.
      room += 1;
      return Promise.resolve(void pauses.push(ms));
    },
    random: () => 1,
    signal: stopping.signal,
  };
  const errors: object[] = [];
  const log = { error: (about: object) => void errors.push(about) };
  const sweep = () => sweepDeliveries(github, queue, progress, () => new Date(now.time), pause, log);
  const run = async () => (await sweep()).lost;
  return { calls, errors, taken, fill, progress, now, pauses, stopping, run, sweep };
}

it('puts what failed, and what was taken and is not known any more, oldest first, with the payload of then', async () => {
  const { taken, run } = world([
    [attempt(3), attempt(2, { status_code: 0 }), attempt(1, { status_code: 503 })],
  ]);
  expect(await run()).toBe(3);
  expect(taken.map(({ id, payload }) => [id, payload])).toEqual([
    ['guid-1', { number: 1 }],
    ['guid-2', { number: 2 }],
    ['guid-3', { number: 3 }],
  ]);
  expect(taken[0]).toMatchObject({ event: 'issue_comment', receivedAt: '2026-11-20T09:01:00Z' });
});

it('takes each delivery once, in the place of its first attempt', async () => {
  const again = attempt(3, { guid: 'guid-1' });
  const { calls, taken, run } = world([[again, attempt(2), attempt(1, { status_code: 502 })]]);
  await run();
  expect(taken.map(({ id }) => id)).toEqual(['guid-1', 'guid-2']);
  expect(calls).toEqual(['page', 'delivery 1', 'delivery 2']);
});

it('asks for no payload of what is known, had nothing in it, or is of no event with an effect', async () => {
  const { calls, taken, run } = world(
    [
      [
        attempt(5, { event: 'push', action: null, status_code: 0 }),
        attempt(4, { action: 'edited', status_code: 500 }),
        attempt(3, { status_code: 200 }),
        attempt(2, { guid: 'guid-3', status_code: 503 }),
        attempt(1),
      ],
    ],
    ['guid-1'],
  );
  expect(await run()).toBe(0);
  expect([calls, taken]).toEqual([['page'], []]);
});

it('reads the log back to the moment that it is told, and no page further', async () => {
  const old = attempt(1, { delivered_at: '2026-11-20T07:59:59Z' });
  const { calls, run } = world([[attempt(9), attempt(8)], [attempt(7), old], [attempt(2)]]);
  expect(await run()).toBe(3);
  expect(calls.filter((call) => call === 'page')).toHaveLength(2);
});

it('passes over a delivery whose payload GitHub has no more', async () => {
  const { taken, run } = world([[attempt(41), attempt(40)]]);
  expect(await run()).toBe(1);
  expect(taken.map(({ id }) => id)).toEqual(['guid-41']);
});

it('waits while the queue is full, and goes on without reading the log again', async () => {
  const { calls, fill, taken, pauses, run } = world([[attempt(3), attempt(2), attempt(1)]]);
  fill(1);
  expect(await run()).toBe(3);
  expect(taken.map(({ id }) => id)).toEqual(['guid-1', 'guid-2', 'guid-3']);
  expect(pauses).toEqual([2_000, 2_000]);
  expect(calls).toEqual(['page', 'delivery 1', 'delivery 2', 'delivery 3']);
});

it('does not wait when the app stops', async () => {
  const { fill, taken, stopping, run } = world([[attempt(2), attempt(1)]]);
  fill(0);
  stopping.abort();
  expect(await run()).toBe(0);
  expect(taken).toEqual([]);
});

it('goes on where it stopped, so that what failed since is not put in again', async () => {
  const { taken, progress, run } = world([[attempt(51), attempt(50), attempt(49)]]);
  await expect(run()).rejects.toThrow('Bad Gateway');
  expect(taken.map(({ id }) => id)).toEqual(['guid-49']);
  expect(progress.since).toEqual(new Date('2026-11-20T09:50:00Z'));
  await expect(run()).rejects.toThrow('Bad Gateway');
  expect(taken.map(({ id }) => id)).toEqual(['guid-49']);
});

it('passes over what GitHub does not give for some minutes, names it, and does not ask for it again', async () => {
  const { calls, errors, taken, sweep } = world([[attempt(51), attempt(50), attempt(49)]]);
  for (let n = 0; n < 7; n++) await expect(sweep()).rejects.toThrow('Bad Gateway');
  expect(await sweep()).toEqual({ lost: 1, failed: 1 });
  expect(taken.map(({ id }) => id)).toEqual(['guid-49', 'guid-51']);
  expect(errors).toEqual([expect.objectContaining({ delivery: 'guid-50', at: '2026-11-20T09:50:00Z' })]);
  await sweep();
  expect(calls.filter((call) => call === 'delivery 50')).toHaveLength(8);
});

it('puts what fails for good in again no longer than sweeps overlap, and not for ever', async () => {
  // The queue knows nothing of it: whatever is put in fails.
  const { taken, now, run } = world([[attempt(58)]]);
  for (const time of ['09:59', '10:02', '10:05', '10:08', '11:05', '12:05']) {
    now.time = `2026-11-20T${time}:00Z`;
    await run();
  }
  expect(taken.map(({ id }) => id)).toEqual(['guid-58', 'guid-58', 'guid-58']);
});

it('looks, after a sweep, back to when that began, or to what waited then', async () => {
  const { progress, now, run } = world([[]]);
  await run();
  expect(progress.since).toEqual(new Date('2026-11-20T09:55:00Z'));
  now.oldest = '2026-11-20T09:30:00Z';
  await run();
  expect(progress.since).toEqual(new Date('2026-11-20T09:25:00Z'));
});

it('looks at first at all that GitHub has', () => {
  expect(noProgress(() => new Date('2026-11-20T10:00:00Z')).since).toEqual(new Date('2026-11-17T10:00:00Z'));
});
