import type { DecisionStatus } from '../decision.ts';
import type { Claim } from '../dialects/claim.ts';
import type { Finding } from '../finding.ts';
import { excerpt } from '../text/excerpt.ts';
import { parseReferences } from '../text/parse-references.ts';
import { parseStatus } from '../text/parse-status.ts';
import { firstClaim, textOf } from './claim-values.ts';

/** The status, `proposed` where it cannot be told, and what is odd about it. */
export function statusOf(
  path: string,
  claims: readonly Claim[],
): { readonly status: DecisionStatus; readonly findings: readonly Finding[] } {
  const line = firstClaim(claims, 'status')?.line ?? 1;
  const prose = textOf(claims, 'status');
  const parsed = parseStatus(prose ?? '');
  const finding = (message: string, severity: Finding['severity']): Finding[] => [
    { rule: 'status', path, line, message, severity },
  ];
  if (prose === undefined) {
    return {
      status: 'proposed',
      findings: finding('There is no status. Write one: `status: proposed`.', 'error'),
    };
  }
  if (!parsed) {
    const message = `The status ${excerpt(prose)} is none that is known. Write one: \`status: proposed\`.`;
    return { status: 'proposed', findings: finding(message, 'error') };
  }
  const { status, isPlain } = parsed;
  const message = `The status ${excerpt(prose)} is read as "${status}". Write that word alone.`;
  return { status, findings: isPlain ? [] : finding(message, 'warning') };
}

/** The decisions that replaced this one, by its own words: `superseded-by: x` or `status: superseded by [x](x.md)`. */
export function successorsOf(claims: readonly Claim[]): readonly string[] {
  const prose = textOf(claims, 'status') ?? '';
  const [, successor] = /(?:superseded|superceded|replaced)\s+by\b(.*)/i.exec(prose) ?? [];
  return successor === undefined ? [] : parseReferences(successor);
}
