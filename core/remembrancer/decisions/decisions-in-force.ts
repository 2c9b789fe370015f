import { tookEffect } from './life/transitions.ts';
import { relateDecisions, type RelatedDecision } from './relations.ts';

/** The decisions that hold: accepted, and superseded by none that took effect, whatever their own file still says. */
export function decisionsInForce<Related extends RelatedDecision>(decisions: readonly Related[]): Related[] {
  const { relations } = relateDecisions(decisions);
  const effective = new Set(
    decisions.filter(({ decision }) => tookEffect(decision.status)).map(({ path }) => path),
  );
  const ended = new Set(
    relations
      .filter(({ type, from, to }) => type === 'supersedes' && from !== to && effective.has(from))
      .map(({ to }) => to),
  );
  return decisions.filter(({ path, decision }) => decision.status === 'accepted' && !ended.has(path));
}
