import { shortName, timelineDiagrams } from '../../core/remembrancer/memory/index.ts';
import type { AskedRecord } from './asked-ledger.ts';
import type { Answer } from './formats.ts';

/** Records as rows in their order, as items, and as timelines; with their repositories, where they have them. */
export function recordsAnswer(records: readonly AskedRecord[]): Answer {
  const isOfMany = records.some(({ repository }) => repository !== undefined);
  return {
    heading: [
      ...(isOfMany ? ['Repository'] : []),
      ...['Entry', 'Time', 'Record', 'Status', 'Component', 'Version', 'Title'],
    ],
    rows: records.map((record) => [
      ...(record.repository === undefined ? [] : [record.repository]),
      String(record.index),
      record.time,
      shortName(record),
      record.status,
      record.component,
      record.version,
      record.title,
    ]),
    items: records,
    diagrams: timelineDiagrams(
      records.map((record) =>
        record.repository === undefined
          ? record
          : { ...record, title: `${record.title} (${record.repository})` },
      ),
    ),
  };
}
