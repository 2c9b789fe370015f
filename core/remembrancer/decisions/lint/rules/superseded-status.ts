import { tookEffect } from '../../life/transitions.ts';
import { firstClaim } from '../../read/claim-values.ts';
import { relateDecisions } from '../../relations.ts';
import type { Rule } from '../rule.ts';

/** The status of a decision agrees with what others say of it. */
export const supersededStatus: Rule = (decisions) => {
  const { relations } = relateDecisions(decisions);
  const ending = new Set(
    decisions.filter(({ decision }) => tookEffect(decision.status)).map(({ path }) => path),
  );
  return decisions.flatMap(({ path, decision, claims }) => {
    const successors = relations.filter(({ type, to }) => type === 'supersedes' && to === path);
    const effective = successors.filter(({ from }) => ending.has(from)).map(({ from }) => from);
    const isSuperseded = decision.status === 'superseded';
    const message =
      isSuperseded && successors.length === 0
        ? 'It is superseded, and no decision says that it does so. Name it there: `supersedes: [id]`.'
        : decision.status === 'accepted' && effective.length > 0
          ? `It is superseded by ${effective.join(', ')}. Write \`status: superseded\`.`
          : undefined;
    const line = firstClaim(claims, 'status')?.line ?? 1;
    return message ? [{ rule: 'superseded-status', path, line, message, severity: 'warning' as const }] : [];
  });
};
