import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 200;
const LONGEST_MS = 10_000;

/** Waits before attempt number `attempt` (from 1): exponential with full jitter, at most 10 s. `random` gives [0, 1). */
export async function backOff(attempt: number, random: () => number): Promise<void> {
  await sleep(random() * Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS));
}
