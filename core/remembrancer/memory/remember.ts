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
  const replacedBy = Map.groupBy(supersessions(records), ({ of }) => of.index);
  return records.map((record) => {
    const replaced = replacedBy.get(record.index);
    if (replaced === undefined) return record;
    const isRevised = replaced.some(({ by }) => firstRecordId(by) === firstRecordId(record));
    return { ...record, status: isRevised ? 'revised' : 'superseded' };
  });
}
