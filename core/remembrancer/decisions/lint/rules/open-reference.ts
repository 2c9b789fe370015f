import { type OpenReference, relateDecisions } from '../../relations.ts';
import { firstClaim } from '../../read/claim-values.ts';
import { excerpt } from '../../text/excerpt.ts';
import type { Rule } from '../rule.ts';

/** What a decision supersedes, amends or relates to is there, and is one. */
export const openReference: Rule = (decisions) => {
  const claimsOf = new Map(decisions.map(({ path, claims }) => [path, claims]));
  return relateDecisions(decisions).open.map((open) => ({
    rule: 'open-reference',
    path: open.path,
    line: firstClaim(claimsOf.get(open.path) ?? [], open.type)?.line ?? 1,
    message: messageOf(open),
    severity: 'error',
  }));
};

function messageOf({ type, reference, candidates }: OpenReference): string {
  return candidates.length === 0
    ? `"${type}" names ${excerpt(reference)}, and there is no such decision. Write an id or a slug that is there.`
    : `"${type}" names ${excerpt(reference)}, which can be ${candidates.join(', ')}. Write the slug of the one that is meant.`;
}
