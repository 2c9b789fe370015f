import type { Rule } from '../rule.ts';

/** Somebody decided. */
export const decisionMakers: Rule = (decisions) =>
  decisions
    .filter(({ decision }) => decision.status === 'accepted' && decision.decisionMakers.length === 0)
    .map(({ path }) => ({
      rule: 'decision-makers',
      path,
      line: 1,
      message: 'Nobody is named who decided. Write `decision-makers: [name]`.',
      severity: 'warning',
    }));
