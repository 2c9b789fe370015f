/** How the time between attempts passes. */
export interface Pause {
  /** Waits for `ms` milliseconds, or until `signal` is aborted; never throws. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** [0, 1). */
  readonly random: () => number;
  /** Aborted when nobody needs the work any more. */
  readonly signal: AbortSignal;
}

const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;

/**
 * Makes `attempt` until it gives true. Each pause is between half and the whole of a time that begins with 2 s and
 * doubles up to 5 min, so that many copies of the app do not all come back at once.
 */
export async function untilDone(
  attempt: () => Promise<boolean>,
  { sleep, random, signal }: Pause,
): Promise<void> {
  for (let ms = FIRST_MS; !signal.aborted && !(await attempt()); ms = Math.min(2 * ms, LONGEST_MS)) {
    await sleep((ms * (1 + random())) / 2, signal);
  }
}
