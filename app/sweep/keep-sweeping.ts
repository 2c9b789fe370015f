import type { Clock } from '../../core/common/clock.ts';
import { type Pause, untilDone } from '../until-done.ts';

/** How far back GitHub's log of deliveries goes, in ms. */
const LOG_OF_GITHUB = 3 * 24 * 60 * 60 * 1000;

/** A delivery gets into GitHub's log when it has been answered: a sweep looks that much further back than it has to, in ms. */
const OVERLAP = 5 * 60 * 1000;

export interface Sweeping {
  /** Whether a sweep is under way. */
  readonly isUnderWay: () => boolean;
  /** Resolves when the last one has ended, after the signal was aborted. */
  readonly ended: Promise<void>;
}

/** Sweeps at once, over all of GitHub's log, and then each `minutes` over what came since the last sweep began. */
export function keepSweeping(
  sweep: (since: Date) => Promise<boolean>,
  minutes: number,
  clock: Clock,
  pause: Pause,
): Sweeping {
  let underWay = true;
  async function keep(): Promise<void> {
    let since = new Date(clock().getTime() - LOG_OF_GITHUB);
    while (!pause.signal.aborted) {
      underWay = true;
      const begun = clock().getTime();
      await untilDone(() => sweep(since), pause);
      since = new Date(begun - OVERLAP);
      underWay = false;
      await pause.sleep(minutes * 60_000, pause.signal);
    }
  }
  return { isUnderWay: () => underWay, ended: keep() };
}
