import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Delivery } from '../../../app/deliveries/delivery.ts';
import { memoryQueue } from '../../../app/deliveries/memory-queue.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

const delivery = (id: string, repository: number): Delivery => ({
  id,
  event: 'issue_comment',
  payload: { repository: { id: repository } },
  receivedAt: '2026-11-20T09:00:00Z',
});

/** Work that ends when it is told to. */
function work() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  return {
    begun,
    handler: ({ id }: Delivery) =>
      new Promise<void>((resolve, reject) => {
        begun.push(id);
        ends.set(id, (error) => (error ? reject(error) : resolve()));
      }),
    end: async (id: string, error?: Error) => {
      ends.get(id)?.(error);
      await tick();
    },
  };
}

it('works on deliveries of one turn in their order, and on those of others beside them', async () => {
  const queue = memoryQueue({ waiting: 10, bytes: 10_000, turns: 2 });
  const { begun, handler, end } = work();
  queue.work(handler);
  for (const each of [delivery('a1', 1), delivery('a2', 1), delivery('b1', 2), delivery('c1', 3)]) {
    expect(await queue.put(each)).toBe('taken');
  }
  expect(begun).toEqual(['a1', 'b1']);
  expect(await queue.load()).toEqual({ waiting: 2, active: 2, oldest: '2026-11-20T09:00:00Z' });
  await end('b1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
});

it('keeps every order whatever comes, and loses and doubles nothing', async () => {
  const puts = fc.array(fc.record({ turn: fc.nat(3), id: fc.nat(20) }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(puts, fc.integer({ min: 1, max: 4 }), async (given, turns) => {
      const queue = memoryQueue({ waiting: 100, bytes: 10_000, turns });
      const worked: string[] = [];
      queue.work(async ({ id }) => {
        await tick();
        worked.push(id);
      });
      const expected: string[] = [];
      for (const { turn, id } of given) {
        const put = await queue.put(delivery(`${turn}-${id}`, turn));
        if (put === 'taken') expected.push(`${turn}-${id}`);
      }
      await queue.close(10_000);
      expect(new Set(worked).size).toBe(worked.length);
      for (const turn of ['0', '1', '2', '3']) {
        const ofTurn = (id: string): boolean => id.startsWith(`${turn}-`);
        expect(worked.filter(ofTurn)).toEqual(expected.filter(ofTurn));
      }
    }),
    { numRuns: 50 },
  );
});

it('knows a delivery while it waits, is worked on or is done, and takes one that failed again', async () => {
  const queue = memoryQueue({ waiting: 10, bytes: 10_000, turns: 1 });
  const { begun, handler, end } = work();
  queue.work(handler);
  await queue.put(delivery('a', 1));
  await queue.put(delivery('b', 1));
  expect([await queue.put(delivery('a', 1)), await queue.put(delivery('b', 1))]).toEqual(['known', 'known']);
  await end('a');
  await end('b', new Error('it failed'));
  expect([await queue.knows('a'), await queue.knows('b')]).toEqual([true, false]);
  expect([await queue.put(delivery('a', 1)), await queue.put(delivery('b', 1))]).toEqual(['known', 'taken']);
  expect(begun).toEqual(['a', 'b', 'b']);
});

it('takes no more than may wait', async () => {
  const queue = memoryQueue({ waiting: 2, bytes: 10_000, turns: 1 });
  const { handler, end } = work();
  queue.work(handler);
  const answers = [];
  for (const id of ['a', 'b', 'c', 'd']) answers.push(await queue.put(delivery(id, 1)));
  expect(answers).toEqual(['taken', 'taken', 'taken', 'full']);
  await end('a');
  expect(await queue.put(delivery('d', 1))).toBe('taken');
});

it('takes no more bytes than those that wait or are worked on may have together', async () => {
  const payload = { repository: { id: 1 } };
  const size = JSON.stringify(payload).length;
  const queue = memoryQueue({ waiting: 9, bytes: 2 * size, turns: 1 });
  const { begun, handler, end } = work();
  queue.work(handler);
  const put = (id: string, more = {}) => queue.put({ ...delivery(id, 1), payload: { ...payload, ...more } });
  expect([await put('a'), await put('b'), await put('c')]).toEqual(['taken', 'taken', 'full']);
  await end('a');
  expect([await put('d', { body: 'too much' }), await put('e')]).toEqual(['full', 'taken']);
  await end('b', new Error('it failed'));
  expect([await put('f'), await put('g')]).toEqual(['taken', 'full']);
  await end('e');
  expect(begun).toEqual(['a', 'b', 'e', 'f']);
});

it('hands out the payload that it was given', async () => {
  const queue = memoryQueue({ waiting: 1, bytes: 10_000, turns: 1 });
  const given: Delivery = {
    ...delivery('a', 1),
    payload: { repository: { id: 1 }, body: 'ä\u2028\ud83d\ude00' },
  };
  await queue.put(given);
  const handled: Delivery[] = [];
  queue.work((each) => Promise.resolve(void handled.push(each)));
  await queue.close(1_000);
  expect(handled).toEqual([given]);
});

it('works on checks of a repository beside its long commands, and one after the other', async () => {
  const queue = memoryQueue({ waiting: 10, bytes: 10_000, turns: 4 });
  const { begun, handler, end } = work();
  queue.work(handler);
  const check = (id: string): Delivery => ({
    ...delivery(id, 1),
    event: 'pull_request',
    payload: { action: 'opened', repository: { id: 1 } },
  });
  for (const each of [delivery('command', 1), check('check 1'), check('check 2')]) await queue.put(each);
  expect(begun).toEqual(['command', 'check 1']);
  await end('check 1');
  expect(begun).toEqual(['command', 'check 1', 'check 2']);
});

it('takes nothing more when it closes, and waits for what is in hand, but not for ever', async () => {
  const queue = memoryQueue({ waiting: 2, bytes: 10_000, turns: 1 });
  const { handler, end } = work();
  queue.work(handler);
  await queue.put(delivery('a', 1));
  const closed = queue.close(60_000).then(() => 'closed');
  expect(await queue.put(delivery('b', 1))).toBe('full');
  expect(await Promise.race([closed, tick().then(() => 'waits')])).toBe('waits');
  await end('a');
  expect(await closed).toBe('closed');

  const stuck = memoryQueue({ waiting: 2, bytes: 10_000, turns: 1 });
  stuck.work(handler);
  await stuck.put(delivery('c', 1));
  await stuck.close(10);
});
