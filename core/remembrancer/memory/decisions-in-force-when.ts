import { decisionsInForceAt } from './decisions-in-force-at.ts';
import type { MemoryRecord } from './memory-record.ts';

/** The decisions that the log had before a record and that were in force at its time; a decision is not under itself. */
export const decisionsInForceWhen = (
  { index, time }: Pick<MemoryRecord, 'index' | 'time'>,
  records: readonly MemoryRecord[],
): MemoryRecord[] =>
  decisionsInForceAt(
    records.filter((record) => record.index < index),
    { time: new Date(time) },
  );
