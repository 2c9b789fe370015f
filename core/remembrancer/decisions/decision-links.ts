import { isLink, type Link, type RelationName } from '../receipt/index.ts';
import type { Decision } from './decision.ts';
import { isDecisionId, numberInReference, decisionName } from './decision-id.ts';

/**
 * What a decision says of itself, as links of its receipt (SPEC.md, section 7): its ULID, and its relations with names as a
 * ledger knows them. What no receipt can have, such as a glob of several lines, is left out.
 */
export function linksOfDecision(decision: Decision): Link[] {
  const { id, supersedes, amends, relatesTo, affects } = decision;
  return [
    ...linksTo('alias', id === undefined ? [] : [id]),
    ...linksTo('supersedes', supersedes.map(nameInLedger)),
    ...linksTo('amends', amends.map(nameInLedger)),
    ...linksTo('relates-to', relatesTo.map(nameInLedger)),
    ...linksTo('affects', affects),
  ].filter(isLink);
}

const linksTo = (rel: RelationName, targets: readonly string[]): Link[] =>
  [...new Set(targets)].map((target) => ({ rel, target }));

/** `ADR-0042` of `42`, `ADR-PR12` of `adr-pr12`, a ULID in capital letters, and the slug of a file. */
function nameInLedger(reference: string): string {
  const number = numberInReference(reference);
  if (number !== undefined) return decisionName(number);
  const upper = reference.toUpperCase();
  if (isDecisionId(upper) || /^ADR-PR\d+$/.test(upper)) return upper;
  return (reference.split('/').at(-1) ?? '').replace(/\.md$/i, '');
}
