import type { Clock } from '../core/common/clock.ts';
import type { Config } from './config.ts';
import type { AppMetrics } from './metrics/app-metrics.ts';
import type { Turns } from './turns/turns.ts';

/** What every handler works with, beside the event itself. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly turns: Turns;
  readonly metrics: AppMetrics;
}
