import { type Pause, untilDone } from '../until-done.ts';

export interface Sweeping {
  /** Whether a sweep is under way. */
  readonly isUnderWay: () => boolean;
  /** Resolves when the last one has ended, after the signal was aborted. */
  readonly ended: Promise<void>;
}

/** Sweeps at once, and then each `minutes`; again in a while where a sweep says that it did not come to its end. */
export function keepSweeping(sweep: () => Promise<boolean>, minutes: number, pause: Pause): Sweeping {
  let underWay = true;
  async function keep(): Promise<void> {
    while (!pause.signal.aborted) {
      underWay = true;
      await untilDone(sweep, pause);
      underWay = false;
      await pause.sleep(minutes * 60_000, pause.signal);
    }
  }
  return { isUnderWay: () => underWay, ended: keep() };
}
