import type { Claim } from '../dialects/claim.ts';
import type { Finding } from '../finding.ts';
import { excerpt } from '../text/excerpt.ts';
import { isNothing } from '../text/is-nothing.ts';
import { parseDate } from '../text/parse-date.ts';
import { firstClaim, textOf } from './claim-values.ts';

/** The day that a field gives, as YYYY-MM-DD, and what is odd about it. */
export function dayOf(
  path: string,
  claims: readonly Claim[],
  field: 'date' | 'review-by',
): { readonly day?: string; readonly findings: readonly Finding[] } {
  const line = firstClaim(claims, field)?.line ?? 1;
  const prose = textOf(claims, field);
  if (prose === undefined || isNothing(prose)) return { findings: [] };
  const day = parseDate(prose);
  if (day === undefined) {
    const message = `"${field}" is ${excerpt(prose)}, which is not one day. Write it as YYYY-MM-DD.`;
    return { findings: [{ rule: 'date', path, line, message, severity: 'error' }] };
  }
  const message = `"${field}" is ${excerpt(prose)}, which is read as ${day}. Write it so.`;
  return { day, findings: day === prose ? [] : [{ rule: 'date', path, line, message, severity: 'warning' }] };
}
