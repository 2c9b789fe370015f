import { compareTexts } from '../../common/compare-texts.ts';
import type { MemoryRecord } from './memory-record.ts';

/** The records by their times, oldest first, and in the order of the log where the times are the same. */
export const timeline = <Item extends MemoryRecord>(records: readonly Item[]): Item[] =>
  records.toSorted((a, b) => compareTexts(a.time, b.time) || a.index - b.index);
