import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { loggedError } from '../../../../app/create-log.ts';
import type { Delivery } from '../../../../app/deliveries/delivery.ts';
import type { DeliveryQueue } from '../../../../app/deliveries/delivery-queue.ts';
import { redisQueue } from '../../../../app/deliveries/redis/redis-queue.ts';
import { until } from '../../../../sandbox/world/until.ts';
import { makeCertificate } from '../../fixtures/make-certificate.ts';
import { noRedis, type RedisServer, redisServer } from '../../fixtures/redis-server.ts';

const describeWithRedis = noRedis === undefined ? describe : describe.skip;

const PASSWORD = 'canary-of-the-test';

describeWithRedis(`a queue on a real Redis${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
  let directory: string;
  let redis: RedisServer;
  let asked: Redis;
  let tests = 0;
  const queues: DeliveryQueue[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-ca-'));
    redis = await redisServer(['--requirepass', PASSWORD], makeCertificate(directory));
    await redis.start();
    asked = new Redis(addressWith(PASSWORD));
  });
  afterEach(async () => {
    await asked.config('SET', 'maxmemory', '0');
    await Promise.all(queues.splice(0).map((queue) => queue.close(5_000)));
    lines.splice(0);
    tests += 1;
  });
  afterAll(async () => {
    asked.disconnect();
    await redis.remove();
    await rm(directory, { recursive: true });
  });

  const addressWith = (password: string): string => redis.url.replace('//', `//:${password}@`);

  /** As another process has it, too. */
  function open(url = addressWith(PASSWORD), waiting = 100): DeliveryQueue {
    const log = {
      warn: (about: object, message: string) =>
        void lines.push(`${message} ${inspect(loggedError('err' in about && about.err, 4))}`),
    };
    const queue = redisQueue({ url, prefix: `test-${tests}`, waiting, log });
    queues.push(queue);
    return queue;
  }
  async function opened(waiting?: number): Promise<DeliveryQueue> {
    const queue = open(undefined, waiting);
    await until('Redis', () =>
      queue.ready().then(
        () => true,
        () => false,
      ),
    );
    return queue;
  }
  const delivery = (id: string, repository: number, changes: Partial<Delivery> = {}): Delivery => ({
    id,
    event: 'issue_comment',
    payload: { action: 'created', repository: { id: repository } },
    receivedAt: '2026-11-20T09:00:00Z',
    ...changes,
  });
  /** How much Redis holds of what it may have, in parts of one. */
  async function fill(share: number): Promise<void> {
    const used = /used_memory:(\d+)/.exec(await asked.info('memory'))?.[1];
    await asked.config('SET', 'maxmemory', String(Math.floor(Number(used) / share)));
  }

  it('works on checks of a repository beside its long command, and takes no more than may wait', async () => {
    const queue = await opened(2);
    const check = { event: 'pull_request', payload: { action: 'opened', repository: { id: 1 } } };
    const begun: string[] = [];
    let end = (): void => undefined;
    const long = new Promise<void>((resolve) => (end = resolve));
    queue.work(({ id }) => {
      begun.push(id);
      return id === 'command-1' ? long : Promise.resolve();
    });
    expect(await queue.put(delivery('command-1', 1))).toBe('taken');
    await until('the command', () => begun.length === 1);
    for (const id of ['check-1', 'check-2']) expect(await queue.put(delivery(id, 1, check))).toBe('taken');
    await until('the checks', () => begun.length === 3);
    const answers = [];
    for (const id of ['command-2', 'command-3', 'command-4', 'command-1']) {
      answers.push(await queue.put(delivery(id, 1)));
    }
    expect(answers).toEqual(['taken', 'taken', 'full', 'known']);
    expect(begun).toEqual(['command-1', 'check-1', 'check-2']);
    end();
    await until('the rest', () => begun.length === 5);
    expect(begun.slice(3)).toEqual(['command-2', 'command-3']);
  });

  it('does once what comes through two doors at the same time, one of which closes meanwhile', async () => {
    const [one, other] = [await opened(), await opened()];
    const done: string[] = [];
    for (const queue of [one, other]) {
      queue.work(async ({ id }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        done.push(id);
      });
    }
    const ids = Array.from({ length: 60 }, (_, n) => `delivery-${n}`);
    const put = (queue: DeliveryQueue, id: string, n: number) => queue.put(delivery(id, n % 7));
    await Promise.all(ids.flatMap((id, n) => [put(one, id, n), put(other, id, n)]));
    await one.close(5_000);
    await until('all of them', async () => {
      const { waiting, active } = await other.load();
      return waiting + active === 0;
    });
    expect(done.toSorted()).toEqual(ids.toSorted());
    expect(await other.put(delivery('delivery-0', 0))).toBe('known');
  });

  it('takes nothing more when Redis is nearly full, and works on what waits', async () => {
    const queue = await opened();
    for (const id of ['a', 'b', 'c']) await queue.put(delivery(id, 1));
    // So that what is left is enough for connections, as it is in a Redis of any use.
    await asked.setrange('others', 64 * 1024 * 1024, 'x');
    await fill(0.95);
    expect(await queue.put(delivery('d', 1))).toBe('full');
    const done: string[] = [];
    queue.work(({ id }) => Promise.resolve(void done.push(id)));
    await until('what waits', () => done.length === 3);
    await asked.config('SET', 'maxmemory', '0');
    expect(await queue.put(delivery('d', 1))).toBe('taken');
    await until('the last', () => done.length === 4);
    await asked.del('others');
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  it('loses nothing when Redis refuses to write, and goes on by itself', async () => {
    const queue = await opened();
    const begun: string[] = [];
    let end = (): void => undefined;
    const first = new Promise<void>((resolve) => (end = resolve));
    queue.work(({ id }) => {
      begun.push(id);
      return id === 'a' ? first : Promise.resolve();
    });
    for (const id of ['a', 'b', 'c']) await queue.put(delivery(id, 1));
    await until('the first', () => begun.length === 1);
    await asked.config('SET', 'maxmemory', '1');
    expect(await queue.put(delivery('d', 1))).toBe('full');
    // That it is done cannot be written down, so that it may come again: handlers look before they act.
    end();
    await until('the refusal', () => lines.some((line) => line.includes('OOM')));
    await asked.config('SET', 'maxmemory', '0');
    await until('what waits', () => begun.includes('c'));
    expect([...new Set(begun)]).toEqual(['a', 'b', 'c']);
  }, 60_000);

  it('gives up a delivery with which five processes died, takes it from a person again, and no sweep brings it', async () => {
    const queue = await opened();
    await queue.put(delivery('deadly', 1));
    await queue.put(delivery('next', 1));
    const [job] = await asked.keys('*:deadly');
    await asked.hset(job ?? '', 'stc', 5);
    const done: string[] = [];
    queue.work(({ id }) => Promise.resolve(void done.push(id)));
    await until('the next', () => done.length === 1);
    expect(done).toEqual(['next']);
    expect(lines.join()).toContain('A delivery is given up');
    expect(await asked.hget(job ?? '', 'data')).toBe('null');
    expect(await queue.knows('deadly')).toBe(true);
    expect(await queue.put(delivery('deadly', 1))).toBe('taken');
    await until('the other', () => done.length === 2);
    expect(await queue.put(delivery('deadly', 1))).toBe('known');
  });

  it('is told a delivery in two round trips of four commands', async () => {
    const queue = await opened();
    await queue.put(delivery('first', 1));
    const commands: string[] = [];
    const monitor = await asked.monitor();
    const isOurs = (words: readonly string[]): boolean =>
      words.some((word) => word.startsWith(`test-${tests}:`));
    monitor.on('monitor', (_: string, words: string[], source: string) => {
      const name = (words[0] ?? '').toLowerCase();
      if (source !== 'lua' && (name === 'info' || isOurs(words))) commands.push(name);
    });
    await queue.put(delivery('second', 1));
    await until('the commands', () => commands.includes('evalsha'));
    monitor.disconnect();
    expect(commands).toEqual(['hmget', 'llen', 'info', 'evalsha']);
  });

  it.each([
    ['a wrong password', () => addressWith('another-canary')],
    ['no password', () => redis.url],
  ])('says of %s what to do, with no secret in it', async (_, url) => {
    const queue = open(url());
    await until('the line', () => lines.length > 0);
    expect(lines).toEqual([
      expect.stringMatching(/^Redis refuses the name or password in REDIS_URL\. Give /),
    ]);
    expect(lines.join()).not.toContain('canary');
    await expect(queue.put(delivery('a', 1))).rejects.toMatchObject({ code: 'network' });
    await expect(queue.ready()).rejects.toMatchObject({ code: 'network' });
  });

  it('says of a certificate that nobody trusts what to do', async () => {
    const queue = open(redis.tlsUrl.replace('//', `//:${PASSWORD}@`));
    await until('the line', () => lines.length > 0);
    expect(lines[0]).toMatch(
      /^The certificate of Redis is not trusted\. Name the file .* NODE_EXTRA_CA_CERTS/,
    );
    expect(lines.join()).not.toContain('canary');
    await expect(queue.ready()).rejects.toMatchObject({ code: 'network' });
  });
});
