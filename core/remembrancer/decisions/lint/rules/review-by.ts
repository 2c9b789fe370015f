import { firstClaim } from '../../read/claim-values.ts';
import type { Rule } from '../rule.ts';

/** Somebody meant to look at it again by a day that is over. */
export const reviewBy: Rule = (decisions, { today = '' }) =>
  decisions
    .filter(
      ({ decision: { status, reviewBy: day } }) => status === 'accepted' && day !== undefined && day < today,
    )
    .map(({ path, decision, claims }) => ({
      rule: 'review-by',
      path,
      line: firstClaim(claims, 'review-by')?.line ?? 1,
      message: `It was to be reviewed by ${decision.reviewBy ?? ''}. Review it, and write the next day.`,
      severity: 'warning',
    }));
