import { type MemoryRecord, targetsOf } from './memory-record.ts';

/** A decision that has a number, by its first record. */
type Numbered = Required<Pick<MemoryRecord, 'id' | 'number'>>;

/**
 * Records in the order of the log, with the accepted decisions numbered: the n-th of the log has the number n. So two
 * decisions never share one, however many were written at the same time, and none ever changes. A record that revises an
 * earlier one of the same decision has the number of that, whatever became of the decision.
 */
export function numberDecisions(records: readonly MemoryRecord[]): MemoryRecord[] {
  const byComponent = new Map<string, Numbered>();
  let accepted = 0;
  return records.map((record) => {
    if (record.kind !== 'decision') return record;
    const revised = targetsOf(record.links, 'revises').flatMap((name) => byComponent.get(name) ?? [])[0];
    if (revised === undefined && record.status !== 'accepted') return record;
    const { id, number } = revised ?? { id: record.id, number: (accepted += 1) };
    byComponent.set(record.component, { id, number });
    return { ...record, number, ...(revised && { revises: id }) };
  });
}
