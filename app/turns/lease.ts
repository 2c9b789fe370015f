import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Pause } from '../until-done.ts';

/** A lock in Redis that goes back by itself when its holder is gone. */
export interface Lease {
  /** For how long nobody else can have it, in ms; 0 or less where somebody may. */
  readonly left: () => number;
  /** Never rejects: what cannot be given back goes back by itself. */
  readonly release: () => Promise<void>;
}

export interface LeaseTimes {
  /** After so long without a sign of life of its holder Redis gives the lease to another, in ms. */
  readonly term: number;
  /** Between signs of life, in ms. */
  readonly renewal: number;
  /** The longest between two looks for whether it is free, in ms. */
  readonly look: number;
}

/** A Redis that is away for some seconds, or restarted, costs nobody the lease. */
const TIMES: LeaseTimes = { term: 30_000, renewal: 4_000, look: 400 };

/** Also gives it to who has it, since the answer to an earlier question may have been lost. */
const TAKE = `local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** Never takes it again: somebody may have had it in between. */
const RENEW = `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('pexpire', KEYS[1], ARGV[2])`;

const RELEASE = `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('del', KEYS[1])`;

/**
 * Waits for the lease `key`, however long somebody else has it or Redis is away, and then keeps it until it is released or lost.
 * What is left of it is counted from before Redis was asked, by a clock that nobody sets. `undefined` where `signal` is aborted before.
 */
export async function takeLease(
  redis: Pick<Redis, 'eval'>,
  key: string,
  { sleep, random, signal }: Pause,
  { term, renewal, look }: LeaseTimes = TIMES,
): Promise<Lease | undefined> {
  const token = randomUUID();
  let until = 0;
  /** True and false as Redis says; nothing where it does not answer. */
  async function ask(script: string): Promise<boolean | undefined> {
    const asked = performance.now();
    const answer = await redis.eval(script, 1, key, token, term).catch(() => undefined);
    if (answer === 1) until = Math.max(until, asked + term);
    return answer === undefined ? undefined : answer === 1;
  }

  while (!(await ask(TAKE))) {
    if (signal.aborted) return undefined;
    await sleep((look * (1 + random())) / 2, signal);
  }
  let isLost = false;
  const renewing = setInterval(() => {
    void ask(RENEW).then((renewed) => {
      if (renewed === false) isLost = true;
    });
  }, renewal).unref();
  return {
    left: () => (isLost ? 0 : until - performance.now()),
    async release() {
      clearInterval(renewing);
      isLost = true;
      await ask(RELEASE);
    },
  };
}
