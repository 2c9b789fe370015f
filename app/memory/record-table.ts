import { type MemoryRecord, shortName } from '../../core/remembrancer/memory/index.ts';
import { markdownTable, told } from './told.ts';

/** Records in a table, in the order in which they are given. */
export const recordTable = (records: readonly MemoryRecord[]): string[] =>
  markdownTable(
    ['Entry', 'Time', 'Record', 'Status', 'Component', 'Version', 'Title'],
    records.map((record) => [
      String(record.index),
      record.time,
      told(shortName(record), 40),
      told(record.status, 40),
      told(record.component, 60),
      told(record.version, 60),
      told(record.title, 120),
    ]),
  );
