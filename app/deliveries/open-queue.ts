import type { Config } from '../config.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { memoryQueue } from './memory-queue.ts';

/** How many turns one process works on side by side. */
const TURNS = 16;

/** What the payloads in the queue of one process hold together, in bytes: four of GitHub's largest, or some thousand usual ones. */
const BYTES = 100 * 1024 * 1024;

/** The queue on Redis where the configuration names one, else that of this process. */
export async function openQueue(
  { appId, queueLimit, redisUrl }: Config,
  log: { readonly warn: (about: object, message: string) => void },
): Promise<DeliveryQueue> {
  if (redisUrl === undefined) return memoryQueue({ waiting: queueLimit, bytes: BYTES, turns: TURNS });
  // Loaded where it is used: a process that needs no Redis starts sooner.
  const { redisQueue } = await import('./redis/redis-queue.ts');
  return redisQueue({ url: redisUrl, prefix: `vaultmesh:${appId}`, waiting: queueLimit, log });
}
