import type { Outcome } from '../../../core/common/outcome.ts';
import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { worstFirst } from '../../../core/remembrancer/covenant/report/index.ts';

/** A step that takes the output into an environment variable can take so many bytes: Linux allows 128 KiB. */
const MOST_BYTES = 120_000;

/** The outcome as one line of JSON, with so many of the worst findings as an environment variable can take. */
export function outcomeOutput(
  outcome: Outcome<CovenantResult> & { readonly result: CovenantResult },
): string {
  const whole = JSON.stringify(outcome);
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  const { result } = outcome;
  const findings = worstFirst(result.findings);
  let text = whole;
  for (let most = 256; Buffer.byteLength(text) > MOST_BYTES && most >= 1; most /= 2) {
    const few = { findings: findings.slice(0, most), excepted: result.excepted.slice(0, most) };
    text = JSON.stringify({
      ...outcome,
      result: { ...result, ...few, notices: result.notices.slice(0, most) },
    });
  }
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  return JSON.stringify({ ...outcome, result: { ...result, findings: [], excepted: [], notices: [] } });
}
