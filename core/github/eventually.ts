import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses between looks, in ms: 7.5 s in all. */
const PAUSES = [250, 500, 750, 1_000, 2_000, 3_000];

/** What `look` finds in the end: GitHub shows what was just written after a moment. `undefined` if it never does. */
export async function eventually<Thing>(
  look: () => Promise<Thing | undefined>,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<Thing | undefined> {
  for (const ms of PAUSES) {
    const thing = await look();
    if (thing !== undefined) return thing;
    await pause(ms);
  }
  return look();
}
