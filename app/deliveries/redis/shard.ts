import { Queue, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Put } from '../delivery-queue.ts';
import type { Delivery } from '../delivery.ts';
import { hasRoom } from './has-room.ts';

/** After so long without a sign of life of who works on a delivery, in ms, another process may take it. */
const LOCK = 15_000;

/** Between looks for deliveries whose worker is gone, in ms. */
const STALLED_INTERVAL = 5_000;

/** How many workers may die with a delivery before it is given up: it may be what they die of. */
const DEATHS = 5;

/** What is remembered of a delivery that was given up: no sweep brings it again, but a person may. */
const GIVEN_UP = 'given up';

/** How long and how many of the deliveries that are done are remembered; GitHub's own log goes back for 3 days. */
const REMEMBERED = { age: 3 * 24 * 60 * 60, count: 5_000 };

/** What is left of a delivery that is done: payloads tell of people and code, and nobody needs them any more. */
const DONE = null;

export interface ShardOptions {
  readonly name: string;
  readonly prefix: string;
  readonly asking: Redis;
  readonly working: Redis;
  /** How many deliveries may wait. */
  readonly waiting: number;
  readonly onError: (error: Error) => void;
  /** Hears of a delivery that is not begun again, since too many died with it. */
  readonly onGivenUp: (delivery: Delivery) => void;
}

export interface Shard {
  readonly put: (delivery: Delivery) => Promise<Put>;
  readonly knows: (id: string) => Promise<boolean>;
  readonly load: () => Promise<{ waiting: number; active: number; oldest?: number }>;
  /** Resolves when the work goes on; `isStopping` says whether what fails is to be left to another process. */
  readonly work: (handler: (delivery: Delivery) => Promise<void>, isStopping: () => boolean) => Promise<void>;
  /** Resolves when what is in hand is done. */
  readonly close: () => Promise<void>;
}

/** A BullMQ queue whose deliveries are worked on one at a time, by whichever process is free, in the order in which they came. */
export function openShard(options: ShardOptions): Shard {
  const { name, prefix, asking, working, waiting, onError, onGivenUp } = options;
  const queue = new Queue<Delivery | null>(name, { connection: asking, prefix });
  queue.on('error', onError);
  let worker: Worker<Delivery | null, string | undefined> | undefined;

  const knows = async (id: string): Promise<boolean> => (await queue.getJobState(id)) !== 'unknown';

  return {
    knows,
    async put(delivery) {
      const { isKnown, isGivenUp, count, room } = await ask(delivery.id);
      if (isKnown && !isGivenUp) return 'known';
      if (count >= waiting || !room) return 'full';
      if (isGivenUp) await queue.remove(delivery.id);
      await queue.add(delivery.event, delivery, {
        jobId: delivery.id,
        removeOnComplete: REMEMBERED,
        removeOnFail: true,
      });
      return 'taken';
    },
    async load() {
      const [counts, oldest] = await Promise.all([queue.getJobCounts('wait', 'active'), oldestWaiting()]);
      return {
        waiting: counts['wait'] ?? 0,
        active: counts['active'] ?? 0,
        ...(oldest !== undefined && { oldest }),
      };
    },
    async work(handler, isStopping) {
      await queue.setGlobalConcurrency(1);
      worker ??= new Worker<Delivery | null, string | undefined>(
        name,
        async (job, token) => {
          if (job.data === DONE) return undefined;
          if (job.stalledCounter >= DEATHS) {
            onGivenUp(job.data);
            await job.updateData(DONE);
            return GIVEN_UP;
          }
          try {
            await handler(job.data);
          } catch (error) {
            if (!isStopping()) throw error;
            await job.moveToWait(token);
            throw new WaitingError();
          }
          await job.updateData(DONE);
          return undefined;
        },
        {
          connection: working,
          prefix,
          lockDuration: LOCK,
          stalledInterval: STALLED_INTERVAL,
          maxStalledCount: DEATHS,
        },
      );
      worker.on('error', onError);
    },
    async close() {
      await worker?.close();
      await queue.close();
    },
  };

  /** What decides about a delivery, in one round trip; whether it is taken needs another one. */
  async function ask(id: string) {
    const answers = await asking
      .pipeline()
      .hmget(queue.toKey(id), 'timestamp', 'returnvalue')
      .llen(queue.toKey('wait'))
      .info('memory')
      .exec();
    const [job, count, memory] = (answers ?? []).map(([error, answer]) => {
      if (error !== null) throw error;
      return answer;
    });
    const [since, outcome] = job as (string | null)[];
    return {
      isKnown: since !== null,
      isGivenUp: outcome === JSON.stringify(GIVEN_UP),
      count: Number(count),
      room: hasRoom(String(memory)),
    };
  }

  async function oldestWaiting(): Promise<number | undefined> {
    const id = await asking.lindex(queue.toKey('wait'), -1);
    const at = id === null ? null : await asking.hget(queue.toKey(id), 'timestamp');
    return at === null ? undefined : Number(at);
  }
}
