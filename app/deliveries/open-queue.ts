import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { memoryQueue } from './memory-queue.ts';

/** How many turns one process works on side by side. */
const TURNS = 16;

/** What the payloads in the queue of one process hold together, in bytes: four of GitHub's largest, or some thousand usual ones. */
const BYTES = 100 * 1024 * 1024;

/** How often a connection to Redis is looked for at the start, and in ms how long apart: a second in all. */
const LOOKS = 20;
const BETWEEN_LOOKS = 50;

/**
 * The queue on Redis where the configuration names one, else that of this process. It is there when Redis answers, or is away at the
 * start: then it comes back by itself.
 */
export async function openQueue(
  { appId, queueLimit, redisUrl }: Config,
  log: { readonly warn: (about: object, message: string) => void },
): Promise<DeliveryQueue> {
  if (redisUrl === undefined) return memoryQueue({ waiting: queueLimit, bytes: BYTES, turns: TURNS });
  // Loaded where it is used: a process that needs no Redis starts sooner.
  const { redisQueue } = await import('./redis/redis-queue.ts');
  const queue = redisQueue({ url: redisUrl, prefix: `vaultmesh:${appId}`, waiting: queueLimit, log });
  for (let look = 0; look < LOOKS && !(await isReady(queue)); look++) await sleep(BETWEEN_LOOKS);
  return queue;
}

const isReady = (queue: DeliveryQueue): Promise<boolean> =>
  queue.ready().then(
    () => true,
    () => false,
  );
