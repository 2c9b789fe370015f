import type { Clock } from '../../core/common/clock.ts';
import type { AppMetrics } from '../metrics/app-metrics.ts';
import type { Pause } from '../until-done.ts';
import { askedPause } from './asked-pause.ts';
import { attempting } from './attempt.ts';
import type { Delivery } from './delivery.ts';
import { isTransient } from './is-transient.ts';

/** Before the second attempt and those after it, in ms. */
const PAUSES: readonly number[] = [2_000, 10_000, 60_000];

/** After what GitHub asks for, in ms: those that it asked to wait for the same limit do not all come back at once. */
const SPREAD = 15_000;

export interface Work extends Pause {
  /** Has the handlers do what a delivery is for; rejects when one of them does. */
  readonly receive: (event: { id: string; name: string; payload: object }) => Promise<void>;
  readonly clock: Clock;
  readonly metrics: Pick<AppMetrics, 'attempted'>;
  readonly log: {
    readonly error: (about: object, message: string) => void;
    readonly info: (about: object, message: string) => void;
    readonly warn: (about: object, message: string) => void;
  };
}

/**
 * How a delivery is worked on: an attempt that fails for a while is made again, up to four in all, after a pause that grows, or is as
 * long as GitHub asks for and a little more; in the turn of the delivery, so that the order stays. Rejects when the last one failed, or the next is not
 * awaited since the app stops.
 */
export function workOn({ receive, clock, metrics, log, sleep, random, signal }: Work) {
  return async ({ id, event, payload }: Delivery): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      const longest = PAUSES[attempt - 1];
      const begun = performance.now();
      const ended = (outcome: 'done' | 'again' | 'failed'): void => {
        metrics.attempted(event, outcome, performance.now() - begun);
      };
      try {
        await attempting(
          (error) => longest !== undefined && isTransient(error),
          () => receive({ id, name: event, payload }),
        );
        ended('done');
        log.info({ delivery: id, event, attempt }, 'Delivery done');
        return;
      } catch (error) {
        const about = { delivery: id, event, attempt };
        if (longest === undefined || !isTransient(error)) {
          ended('failed');
          log.error({ ...about, err: error }, 'A delivery failed');
          throw error;
        }
        ended('again');
        const asked = askedPause(error, clock);
        const own = (longest * (1 + random())) / 2;
        const ms = Math.round(asked === 0 ? own : Math.max(own, asked + SPREAD * random()));
        log.warn({ ...about, err: error }, `An attempt at a delivery failed; the next is in ${ms / 1000} s`);
        await sleep(ms, signal);
        if (signal.aborted) throw error;
      }
    }
  };
}
