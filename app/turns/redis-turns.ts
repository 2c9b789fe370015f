import { VaultMeshError } from '../../core/common/error.ts';
import { ASKING, connectRedis } from '../deliveries/redis/connect-redis.ts';
import { createTurns } from './turns.ts';
import type { Pause } from '../until-done.ts';
import { holding } from './held-turns.ts';
import { type LeaseTimes, takeLease } from './lease.ts';
import type { OpenTurns } from './open-turns.ts';

/**
 * Turns over all processes that share a Redis: within one process as without it, and then by a lease, which is waited for as long as it
 * takes. What a task does is `keepTurns`'s to stop where its lease is lost. Throws `network` for a turn that has not come when
 * `pause.signal` is aborted.
 */
export function redisTurns(
  { url, prefix }: { readonly url: string; readonly prefix: string },
  pause: Pause,
  times?: LeaseTimes,
): OpenTurns {
  // That Redis is away is told by the queue, which is on the same one.
  const redis = connectRedis(url, ASKING, () => undefined);
  const local = createTurns();
  return {
    take: (key, task) =>
      local.take(key, async () => {
        const lease = await takeLease(redis, `${prefix}:turn:${key.toLowerCase()}`, pause, times);
        if (lease === undefined) throw new VaultMeshError('network', 'The app stops before this turn came.');
        try {
          return await holding(lease, task);
        } finally {
          await lease.release();
        }
      }),
    idle: () => local.idle(),
    close: () => redis.disconnect(),
  };
}
