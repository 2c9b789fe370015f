import type { RunnerSettings } from '../job/job-state.ts';
import type { ConcurrencyGroups } from './concurrency-groups.ts';
import type { Slots } from './slots.ts';

/** What the runs of one runner share. */
export interface RunContext {
  readonly settings: RunnerSettings;
  readonly groups: ConcurrencyGroups;
  readonly slots: Slots;
  readonly stop: AbortSignal;
}
