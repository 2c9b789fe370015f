import { DECISION_STATUSES } from '../decisions/decision.ts';

/** What a record can be: a decision what became of it, all else `recorded`; either `revised` or `superseded` by a later one. */
export const RECORD_STATUSES = [...DECISION_STATUSES, 'recorded', 'revised'] as const;
