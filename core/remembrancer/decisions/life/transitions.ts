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

/**
 * The statuses between two of them, by the shortest way, each of which can follow from the one before; `undefined` where
 * no way leads there.
 */
export function wayBetween(from: DecisionStatus, to: DecisionStatus): readonly DecisionStatus[] | undefined {
  const ways: DecisionStatus[][] = [[from]];
  const seen = new Set<DecisionStatus>([from]);
  for (const way of ways) {
    for (const next of TRANSITIONS[way.at(-1) ?? from]) {
      if (next === to) return way.slice(1);
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** Whether it was decided, so that its text stays as it is. */
export const isSettled = (status: DecisionStatus): boolean => status !== 'draft' && status !== 'proposed';

const TOOK_EFFECT: readonly DecisionStatus[] = ['accepted', 'deprecated', 'superseded'];

/** Whether it was accepted once, and so ended what it supersedes, even where it was itself ended later. */
export const tookEffect = (status: DecisionStatus): boolean => TOOK_EFFECT.includes(status);

/** `it can become proposed or withdrawn`. */
export function possibleNext(status: DecisionStatus): string {
  const next = TRANSITIONS[status];
  return next.length === 0 ? 'it stays so: write a new decision' : `it can become ${next.join(' or ')}`;
}
