import type { MemoryRecord } from './memory-record.ts';

/**
 * Records in the order of the log, with the accepted decisions numbered: the n-th of the log has the number n. So two
 * decisions never share one, however many were written at the same time, and none ever changes.
 */
export function numberDecisions(records: readonly MemoryRecord[]): MemoryRecord[] {
  let accepted = 0;
  return records.map((record) =>
    record.kind === 'decision' && record.status === 'accepted'
      ? { ...record, number: (accepted += 1) }
      : record,
  );
}

/** The name of the n-th decision: `ADR-0042`. */
export const decisionName = (number: number): string => `ADR-${String(number).padStart(4, '0')}`;
