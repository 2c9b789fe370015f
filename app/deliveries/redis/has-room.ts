/** How much of its `maxmemory` deliveries may take: workers need the rest, or nobody could begin what waits. */
const SHARE = 0.9;

/**
 * Whether Redis may be given more, by what its `INFO memory` says. What deliveries take of its memory only Redis knows, so its own
 * `maxmemory` is the bound of their bytes; without one there is none.
 */
export function hasRoom(memory: string): boolean {
  const figure = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(memory)?.[1] ?? 0);
  const most = figure('maxmemory');
  return most === 0 || figure('used_memory') < SHARE * most;
}
