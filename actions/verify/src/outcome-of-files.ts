import { counted } from '../../../core/common/counted.ts';
import type { Outcome } from '../../../core/common/outcome.ts';
import type { Verdict } from '../../../core/remembrancer/verify/index.ts';

export interface CheckedFile {
  /** Relative to the workspace. */
  readonly file: string;
  readonly verdict: Verdict;
}

/** The verdict on all files together: the worst of them. */
export interface FilesResult {
  readonly verdict: Verdict['verdict'];
  readonly files: readonly (Verdict & { readonly file: string })[];
}

/** What came of checking files, of which there is at least one. */
export function outcomeOfFiles(
  checked: readonly CheckedFile[],
): Outcome<FilesResult> & { readonly result: FilesResult } {
  const names = (verdict: Verdict['verdict']): string[] =>
    checked.filter((each) => each.verdict.verdict === verdict).map(({ file }) => file);
  const files = checked.map(({ file, verdict }) => ({ file, ...verdict }));
  const invalid = names('invalid');
  const incomplete = names('incomplete');
  if (invalid.length > 0) {
    const message = `Failed verification: ${invalid.join(', ')}.`;
    return { schema: 1, reason: 'verification-failed', message, result: { verdict: 'invalid', files } };
  }
  if (incomplete.length > 0) {
    const message = `Cannot be told to be good: ${incomplete.join(', ')}.`;
    return { schema: 1, reason: 'incomplete', message, result: { verdict: 'incomplete', files } };
  }
  const message = `What the ledger says they are: ${counted(checked.length, 'file')}.`;
  return { schema: 1, reason: 'done', message, result: { verdict: 'valid', files } };
}
