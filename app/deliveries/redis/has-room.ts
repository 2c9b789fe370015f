import type { Redis } from 'ioredis';

/** How much of its `maxmemory` deliveries may take: workers need the rest, or nobody could begin what waits. */
const SHARE = 0.9;

/**
 * Whether Redis may be given more. What deliveries take of its memory only Redis knows, so its own `maxmemory` is the bound of
 * their bytes; without one there is none.
 */
export async function hasRoom(redis: Pick<Redis, 'info'>): Promise<boolean> {
  const text = await redis.info('memory');
  const figure = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  const most = figure('maxmemory');
  return most === 0 || figure('used_memory') < SHARE * most;
}
