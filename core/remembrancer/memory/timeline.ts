import type { MemoryRecord } from './memory-record.ts';

/** The records by their times, oldest first, and in the order of the log where the times are the same. */
export const timeline = <Item extends MemoryRecord>(records: readonly Item[]): Item[] =>
  records.toSorted((a, b) => compare(a.time, b.time) || a.index - b.index);

/** Times of one form sort as texts; `localeCompare` would ask the machine's language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
