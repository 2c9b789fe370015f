import { firstRecordId, type MemoryRecord, recordedStatus } from './memory-record.ts';
import { supersessions } from './supersessions.ts';

/**
 * What took the place of a record, the newest first: of an earlier text of a decision the newest one, of all else what
 * superseded it later; and, where the record itself says that it is superseded, what did so before, since the two texts can be
 * recorded in either order.
 */
export function successorFinder(records: readonly MemoryRecord[]): (record: MemoryRecord) => MemoryRecord[] {
  const newest = new Map(records.map((record) => [firstRecordId(record), record]));
  const byOthers = supersessions(records).filter(({ by, of }) => firstRecordId(by) !== firstRecordId(of));
  const superseding = Map.groupBy(byOthers, ({ of }) => firstRecordId(of));
  return (record) => {
    const last = newest.get(firstRecordId(record)) ?? record;
    if (last.index !== record.index) return [last];
    const isSaid = recordedStatus(record) === 'superseded';
    const its = superseding.get(firstRecordId(record)) ?? [];
    const counting = its.filter(({ by }) => isSaid || by.index > record.index);
    const successors = new Set(counting.map(({ by }) => newest.get(firstRecordId(by)) ?? by));
    return [...successors].toSorted((a, b) => b.index - a.index);
  };
}
