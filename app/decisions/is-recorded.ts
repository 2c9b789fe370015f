import { sha256Hex, utf8 } from '../../core/common/bytes.ts';
import { decisionPath } from '../../core/remembrancer/decisions/index.ts';
import { type MemoryRecord, recordedStatus } from '../../core/remembrancer/memory/index.ts';
import type { DecisionRecord } from './decision-record.ts';

/**
 * Whether a ledger has a record of a decision: under its id or `formerId`, which earlier versions gave it, or by the newest record of its
 * file, when that is of the same text and status, of whichever commit and by whomever.
 */
export function isRecorded(
  records: readonly MemoryRecord[],
  { operation, file, links }: Pick<DecisionRecord, 'operation' | 'file' | 'links'>,
  formerId: string,
  text: string,
): boolean {
  if (records.some(({ id }) => id === operation || id === formerId)) return true;
  const newest = records.findLast(({ id }) => decisionPath(id) === file);
  if (newest === undefined) return false;
  const digest = sha256Hex(utf8(text));
  return (
    recordedStatus(newest) === recordedStatus({ kind: 'decision', links }) &&
    newest.subjects.some(({ sha256 }) => sha256 === digest)
  );
}
