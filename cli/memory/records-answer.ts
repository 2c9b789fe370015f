import { decisionName, type MemoryRecord, timelineDiagrams } from '../../core/remembrancer/memory/index.ts';
import type { Answer } from './formats.ts';

/** Records as rows in their order, as items, and as timelines. */
export const recordsAnswer = (records: readonly MemoryRecord[]): Answer => ({
  heading: ['Entry', 'Time', 'Record', 'Status', 'Component', 'Version', 'Title'],
  rows: records.map(({ index, time, kind, number, status, component, version, title }) => [
    String(index),
    time,
    number === undefined ? kind : decisionName(number),
    status,
    component,
    version,
    title,
  ]),
  items: records,
  diagrams: timelineDiagrams(records),
});
