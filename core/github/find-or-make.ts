import { setTimeout as sleep } from 'node:timers/promises';
import { isInTrouble } from './status.ts';

/** Pauses before the second and the third attempt, in ms. */
const PAUSES = [1_000, 3_000];

export interface FoundOrMade<Thing> {
  readonly thing: Thing;
  /** False when an earlier run had made it. */
  readonly made: boolean;
}

/**
 * The rule by which every effect of the app is done once: look, and only then act. When the act fails it looks
 * again, because the answer may have been lost after the write and because somebody else may have been faster.
 * Repeats on transient errors only, three attempts in all. `make` must not repeat by itself (`NO_RETRY`).
 */
export async function findOrMake<Thing>(
  find: () => Promise<Thing | undefined>,
  make: () => Promise<Thing>,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<FoundOrMade<Thing>> {
  const existing = await find();
  if (existing !== undefined) return { thing: existing, made: false };
  for (let attempt = 0; ; attempt++) {
    try {
      return { thing: await make(), made: true };
    } catch (error) {
      const after = await find();
      if (after !== undefined) return { thing: after, made: true };
      const wait = PAUSES[attempt];
      if (wait === undefined || !isInTrouble(error)) throw error;
      await pause(wait);
      // A list may show only a while later what was made.
      const late = await find();
      if (late !== undefined) return { thing: late, made: true };
    }
  }
}

/** Octokit's request option for calls that would do a thing twice if they were repeated blindly. */
export const NO_RETRY = { request: { retries: 0 } } as const;
