import { firstRecordId, type MemoryRecord, targetsOf } from './memory-record.ts';
import { decisionName } from '../decisions/decision-id.ts';

/** The record that a name means, or `undefined`. */
export type RecordFinder = (name: string) => MemoryRecord | undefined;

/**
 * Finds records by what links call them: operation id, SHA-256 of the receipt, `kind/component/version`, and, for a
 * decision, `ADR-0042`, its slug, its file and every name that a link `alias` gives it. The names of a decision mean its
 * newest record. What the log itself gives goes before what a writer chose, and an accepted decision before one that was
 * not; else who had a name first keeps it, so that no other decision takes it over.
 */
export function recordFinder(records: readonly MemoryRecord[]): RecordFinder {
  const newest = new Map(records.map((record) => [firstRecordId(record), record]));
  const itself = (record: MemoryRecord): MemoryRecord => record;
  const newestOf = (record: MemoryRecord): MemoryRecord => newest.get(firstRecordId(record)) ?? record;
  const ways: [namesOf: (record: MemoryRecord) => string[], meant: (record: MemoryRecord) => MemoryRecord][] =
    [
      [numberOf, newestOf],
      [idsOf, itself],
      [pathOf, itself],
      [acceptedNamesOf, newestOf],
      [chosenNamesOf, newestOf],
    ];
  const known = new Map<string, MemoryRecord>();
  for (const [namesOf, meant] of ways) {
    for (const record of records) {
      for (const name of namesOf(record)) if (!known.has(name)) known.set(name, meant(record));
    }
  }
  return (name) => known.get(name);
}

/** `kind/component/version`. */
export const recordPath = ({ kind, component, version }: MemoryRecord): string =>
  `${kind}/${component}/${version}`;

const idsOf = ({ id, receipt }: MemoryRecord): string[] => [id, receipt];

const numberOf = ({ number }: MemoryRecord): string[] => (number === undefined ? [] : [decisionName(number)]);

const pathOf = (record: MemoryRecord): string[] => [recordPath(record)];

const acceptedNamesOf = (record: MemoryRecord): string[] =>
  record.number === undefined ? [] : chosenNamesOf(record);

const chosenNamesOf = ({ kind, component, subjects, links }: MemoryRecord): string[] =>
  kind === 'decision' ? [component, ...subjects.map(({ name }) => name), ...targetsOf(links, 'alias')] : [];
