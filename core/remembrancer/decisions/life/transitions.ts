import type { DecisionStatus } from '../decision.ts';

/** What a decision of each status can become. What was rejected, withdrawn or superseded is decided anew as a new one. */
export const TRANSITIONS: Readonly<Record<DecisionStatus, readonly DecisionStatus[]>> = {
  draft: ['proposed', 'withdrawn'],
  proposed: ['draft', 'accepted', 'rejected', 'withdrawn'],
  accepted: ['deprecated', 'superseded'],
  deprecated: ['superseded'],
  rejected: [],
  withdrawn: [],
  superseded: [],
};

/** Whether it was decided, so that its text stays as it is. */
export const isSettled = (status: DecisionStatus): boolean => status !== 'draft' && status !== 'proposed';

/** `it can become proposed or withdrawn`. */
export function possibleNext(status: DecisionStatus): string {
  const next = TRANSITIONS[status];
  return next.length === 0 ? 'it stays so: write a new decision' : `it can become ${next.join(' or ')}`;
}
