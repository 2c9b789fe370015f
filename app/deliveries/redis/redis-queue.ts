import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatTime } from '../../../core/common/clock.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { untilDone } from '../../until-done.ts';
import type { Delivery } from '../delivery.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import { turnOf } from '../turn-of.ts';
import { ASKING, connectRedis, WORKING } from './connect-redis.ts';
import { openShard } from './shard.ts';
import { whyAway } from './why-away.ts';

/** Never changed while deliveries wait, since a turn would get a second shard. Checks never wait behind a command that takes long. */
const SHARDS = 16;
const SHARDS_OF_CHECKS = 8;

/** How long Redis may take for an answer, in ms: GitHub waits for ours for 10 s. */
const ANSWER_TIMEOUT = 5_000;

export interface RedisQueueOptions {
  /** `redis://` or `rediss://`, with name and password where Redis wants them. */
  readonly url: string;
  /** Apart from whatever else is in this Redis, also another app of ours. */
  readonly prefix: string;
  /** How many deliveries may wait in each of the shards. */
  readonly waiting: number;
  readonly log: { readonly warn: (about: object, message: string) => void };
}

/**
 * A queue on Redis that several processes share. A turn belongs to a shard by its hash, and a shard is worked on by one process at a
 * time: so deliveries about a repository keep their order, whoever works. It starts without Redis too, and goes on
 * when Redis comes.
 */
export function redisQueue({ url, prefix, waiting, log }: RedisQueueOptions): DeliveryQueue {
  let away = false;
  const onError = (error: Error): void => {
    if (!away && !stopping.signal.aborted) log.warn({ err: error }, whyAway(error));
    away = true;
  };
  const asking = connectRedis(url, ASKING, onError).on('ready', () => {
    if (away) log.warn({}, 'Redis is there again');
    away = false;
  });
  const working = connectRedis(url, WORKING, onError);
  const onGivenUp = ({ id, event }: Delivery): void => {
    log.warn(
      { delivery: id, event },
      'A delivery is given up: too many processes ended while they worked on it',
    );
  };
  const stopping = new AbortController();
  const openShards = (what: string, count: number) =>
    Array.from({ length: count }, (_, number) =>
      openShard({ name: `${what}-${number}`, prefix, asking, working, waiting, onError, onGivenUp }),
    );
  const checks = openShards('checks', SHARDS_OF_CHECKS);
  const others = openShards('deliveries', SHARDS);
  const shards = [...others, ...checks];
  /** What this process works on: a delivery that comes back since Redis was away for long is not begun a second time. */
  const inHand = new Map<string, Promise<void>>();

  const shardOf = (delivery: Delivery) => {
    const turn = turnOf(delivery);
    const [byte = 0] = createHash('sha256').update(turn).digest();
    const among = turn.startsWith('checks:') ? checks : others;
    return among[byte % among.length] ?? missing();
  };

  /** Asks Redis if it is there: nobody waits for its return, since what waits would pile up. */
  async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      if (asking.status !== 'ready') throw new Error('there is no connection');
      return await inTime(question());
    } catch (cause) {
      throw new VaultMeshError(
        'network',
        'Redis did not answer. Check that REDIS_URL is right and Redis runs.',
        {
          cause,
        },
      );
    }
  }

  return {
    async put(delivery) {
      if (stopping.signal.aborted) return 'full';
      return ask(() => shardOf(delivery).put(delivery));
    },
    async knows(id) {
      const known = await ask(() => Promise.all(shards.map((shard) => shard.knows(id))));
      return known.includes(true);
    },
    work(handler) {
      const once = async (delivery: Delivery): Promise<void> => {
        const work = inHand.get(delivery.id) ?? handler(delivery);
        inHand.set(delivery.id, work);
        await work.finally(() => inHand.delete(delivery.id));
      };
      for (const shard of shards) {
        const begin = () =>
          shard
            .work(once, () => stopping.signal.aborted)
            .then(
              () => true,
              () => false,
            );
        void untilDone(begin, {
          sleep: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
          random: Math.random,
          signal: stopping.signal,
        });
      }
    },
    async load() {
      const loads = await ask(() => Promise.all(shards.map((shard) => shard.load())));
      const oldest = Math.min(...loads.map((each) => each.oldest ?? Infinity));
      return {
        waiting: loads.reduce((sum, each) => sum + each.waiting, 0),
        active: loads.reduce((sum, each) => sum + each.active, 0),
        ...(oldest < Infinity && { oldest: formatTime(new Date(oldest)) }),
      };
    },
    async ready() {
      await ask(() => asking.ping());
    },
    async close(patience) {
      stopping.abort();
      const closed = Promise.allSettled(shards.map((shard) => shard.close()));
      await Promise.race([closed, sleep(patience, undefined, { ref: false })]);
      asking.disconnect();
      working.disconnect();
    },
  };
}

/** Rejects when `answer` takes too long. */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const answered = new AbortController();
  const late = sleep(ANSWER_TIMEOUT, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer in ${ANSWER_TIMEOUT / 1000} s`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}

function missing(): never {
  throw new VaultMeshError('internal', 'A turn has no shard.');
}
