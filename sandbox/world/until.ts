import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks `look` again and again until it finds something, and returns that.
 *
 * Throws after `timeoutMs` with `what` in the message, so that a reader learns what never came.
 */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
  timeoutMs = 120_000,
): Promise<Found> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await sleep(50);
  }
}
