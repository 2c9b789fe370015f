import type { LedgerEntry } from '../ledger/index.ts';
import { firstRecordId, type MemoryRecord, memoryRecord } from './memory-record.ts';
import { numberDecisions } from './number-decisions.ts';
import { supersessions } from './supersessions.ts';

/**
 * What the entries of a log, from its first on and in its order, amount to: each operation once (the first entry of an
 * id counts), decisions numbered, and `superseded` or `revised` where a later record says so.
 */
export function remember(entries: readonly LedgerEntry[]): MemoryRecord[] {
  const first = new Map<string, LedgerEntry>();
  for (const entry of entries) if (!first.has(entry.receipt.id)) first.set(entry.receipt.id, entry);
  const records = numberDecisions([...first.values()].map(memoryRecord));
  /** By decision, the places of the last records that superseded and that revised it. */
  const superseded = new Map<string, number>();
  const revised = new Map<string, number>();
  for (const { by, of } of supersessions(records)) {
    const decision = firstRecordId(of);
    (firstRecordId(by) === decision ? revised : superseded).set(decision, by.index);
  }
  return records.map((record) => {
    const isBefore = (last = -1): boolean => record.index < last;
    if (isBefore(revised.get(firstRecordId(record)))) return { ...record, status: 'revised' };
    if (isBefore(superseded.get(firstRecordId(record)))) return { ...record, status: 'superseded' };
    return record;
  });
}
