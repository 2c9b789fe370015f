import { matchesGlob } from '../../common/matches-glob.ts';
import { type MemoryRecord, targetsOf } from './memory-record.ts';

export interface TouchedRecord {
  /** Of a decision that was accepted, as it was recorded last; its status says whether it still holds. */
  readonly record: MemoryRecord;
  /** Which of the paths it affects, in their order. */
  readonly paths: readonly string[];
}

/** The past decisions of a ledger whose links `affects` mean one of these paths, in the order of the log. */
export function recordsTouchedBy(
  records: readonly MemoryRecord[],
  paths: readonly string[],
): TouchedRecord[] {
  return records.flatMap((record) => {
    if (record.number === undefined || record.status === 'revised') return [];
    const globs = targetsOf(record.links, 'affects');
    const touched = paths.filter((path) => globs.some((glob) => matchesGlob(glob, path)));
    return touched.length > 0 ? [{ record, paths: touched }] : [];
  });
}
