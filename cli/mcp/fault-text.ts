import { asVaultMeshError, type ErrorCode } from '../../core/common/error.ts';
import { fencedText, type NewMark, noticeOf, ownLine } from './fence.ts';

const LONGEST = 1_000;

/** What a caller may do otherwise. Any other failure may quote what it failed at, which others wrote: a checkpoint, a proof. */
const OF_THE_CALLER: ReadonlySet<ErrorCode> = new Set([
  'usage',
  'not-found',
  'not-permitted',
  'conflict',
  'policy',
]);

/** What a model is told of a failure: its code and why, in the server's words or fenced. */
export function faultText(error: unknown, newMark: NewMark): string {
  const { code, message } = asVaultMeshError(error);
  const said = ownLine(message, LONGEST);
  if (OF_THE_CALLER.has(code)) return `${code}: ${said}`;
  const mark = newMark();
  return [`Failed: ${code}.`, noticeOf(mark), fencedText(said, mark)].join('\n');
}
