import { possibleNext, wayBetween } from '../../life/transitions.ts';
import { firstClaim } from '../../read/claim-values.ts';
import { baseOf } from '../base-of.ts';
import type { Rule } from '../rule.ts';

/** A decision becomes only what it can become from what it was, in any number of steps: one pull request may do several. */
export const transition: Rule = (decisions, { base = [] }) => {
  const before = baseOf(base, decisions);
  return decisions.flatMap((read) => {
    const was = before(read)?.decision.status;
    const is = read.decision.status;
    if (was === undefined || was === is || wayBetween(was, is) !== undefined) return [];
    const line = firstClaim(read.claims, 'status')?.line ?? 1;
    const message = `It was ${was} and cannot become ${is}: from there ${possibleNext(was)}.`;
    return [{ rule: 'transition', path: read.path, line, message, severity: 'error' as const }];
  });
};
