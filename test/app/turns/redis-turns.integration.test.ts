import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { heldFor } from '../../../app/turns/held-turns.ts';
import type { LeaseTimes } from '../../../app/turns/lease.ts';
import type { OpenTurns } from '../../../app/turns/open-turns.ts';
import { redisTurns } from '../../../app/turns/redis-turns.ts';
import { until } from '../../../sandbox/world/until.ts';
import { noRedis, type RedisServer, redisServer } from '../fixtures/redis-server.ts';

const describeWithRedis = noRedis === undefined ? describe : describe.skip;

const TIMES: LeaseTimes = { term: 2_000, renewal: 200, look: 20 };
const KEY = 'test:turn:repository acme/one';

describeWithRedis(`turns on a real Redis${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
  let redis: RedisServer;
  const opened: OpenTurns[] = [];
  let stopping: AbortController;

  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
  });
  afterEach(async () => {
    stopping.abort();
    await Promise.all(opened.map((turns) => turns.idle()));
    for (const turns of opened.splice(0)) turns.close();
    await redis.tell('FLUSHALL');
  });
  afterAll(() => redis.remove());

  /** As each of so many processes has them. */
  function processes(count: number, times = TIMES): OpenTurns[] {
    stopping = new AbortController();
    const pause = {
      sleep: (ms: number) => sleep(ms),
      random: Math.random,
      signal: stopping.signal,
    };
    const made = Array.from({ length: count }, () =>
      redisTurns({ url: redis.url, prefix: 'test' }, pause, times),
    );
    opened.push(...made);
    return made;
  }

  it('come one after the other over all processes, however long each takes, whichever case a name is written in', async () => {
    const all = processes(3);
    let inside = 0;
    let done = 0;
    const task = async () => {
      inside += 1;
      expect(inside).toBe(1);
      await sleep(done === 0 ? 2 * TIMES.term : 20);
      inside -= 1;
      done += 1;
    };
    const names = ['repository acme/one', 'repository Acme/One'];
    await Promise.all(all.flatMap((turns) => names.map((name) => turns.take(name, task))));
    expect(done).toBe(6);
    expect(await redis.tell('KEYS', '*')).toBe('');
  });

  it('of different names come side by side', async () => {
    const [one, other] = processes(2);
    let end = (): void => undefined;
    const long = one!.take('repository acme/one', () => new Promise<void>((resolve) => (end = resolve)));
    await other!.take('repository acme/two', () => Promise.resolve());
    end();
    await long;
  });

  it('are given back when a task fails, for its own caller only', async () => {
    const [one, other] = processes(2);
    await expect(one!.take('repository acme/one', () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    await expect(other!.take('repository acme/one', () => Promise.resolve('fine'))).resolves.toBe('fine');
  });

  it('go on to another process when nothing is heard of who has one, and not before', async () => {
    const [other] = processes(1);
    await redis.tell('SET', KEY, 'of a process that was killed', 'PX', '1000');
    const begun = performance.now();
    await other!.take('repository acme/one', () => Promise.resolve());
    expect(performance.now() - begun).toBeGreaterThan(900);
  });

  it('are lost for good when Redis gives one to another, or forgets it, and nobody else is driven out of theirs', async () => {
    const [one] = processes(1);
    for (const lose of [
      ['SET', KEY, 'of another process'],
      ['DEL', KEY],
    ]) {
      await redis.tell('DEL', KEY);
      await one!.take('repository acme/one', async () => {
        const held = heldFor()!;
        expect(held()).toBeGreaterThan(0);
        await redis.tell(...lose);
        await until('the turn to be lost', () => held() <= 0);
      });
      expect(await redis.tell('GET', KEY)).toBe(lose[2] ?? '');
    }
  });

  it('outlast a Redis that restarts, and are waited for while it is away', async () => {
    const [one, other] = processes(2, { ...TIMES, term: 20_000 });
    const came: string[] = [];
    await one!.take('repository acme/one', async () => {
      const held = heldFor()!;
      await redis.stop();
      const next = other!.take('repository acme/one', () => Promise.resolve(void came.push('other')));
      await sleep(500);
      await redis.start();
      const before = held();
      await until('a sign of life', () => held() > before);
      expect(came).toEqual([]);
      void next;
    });
    await until('the other', () => came.length === 1);
  });

  it('end their hold before Redis gives them to another, when it cannot be reached', async () => {
    const [one] = processes(1);
    await one!.take('repository acme/one', async () => {
      const held = heldFor()!;
      await redis.stop();
      try {
        await until('the hold to end', () => held() <= 0, 3 * TIMES.term);
      } finally {
        await redis.start();
      }
    });
  });

  it('that have not come when the app stops are given up', async () => {
    const [one] = processes(1);
    await redis.tell('SET', KEY, 'of another process');
    let ran = false;
    const waiting = one!.take('repository acme/one', () => Promise.resolve((ran = true)));
    await sleep(100);
    stopping.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'network' });
    expect(ran).toBe(false);
  });
});
