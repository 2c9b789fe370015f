import type { Outcome } from '../../../common/outcome.ts';
import type { CovenantResult } from '../covenant-result.ts';
import { toldVerdict } from './told-verdict.ts';

const REASONS = { held: 'done', broken: 'policy', incomplete: 'incomplete' } as const;

/** What came of a check, as the command and the Action give it. */
export const outcomeOfCovenant = (
  result: CovenantResult,
): Outcome<CovenantResult> & { readonly result: CovenantResult } => ({
  schema: 1,
  reason: REASONS[result.verdict],
  message: toldVerdict(result),
  result,
});
