import { type MemoryRecord, targetsOf } from './memory-record.ts';
import { decisionName } from '../decisions/decision-id.ts';

/** The record that a name means, or `undefined`. */
export type RecordFinder = (name: string) => MemoryRecord | undefined;

/**
 * Finds records by what links call them: operation id, SHA-256 of the receipt, `ADR-0042`, `kind/component/version`, and,
 * for a decision, its slug, its file and every name that a link `alias` gives it. What the log itself gives goes before
 * what a writer chose, and an accepted decision before one that was not; else who had a name first keeps it, so that no
 * later record takes it over.
 */
export function recordFinder(records: readonly MemoryRecord[]): RecordFinder {
  const known = new Map<string, MemoryRecord>();
  for (const namesOf of [idsOf, pathOf, acceptedNamesOf, chosenNamesOf]) {
    for (const record of records) {
      for (const name of namesOf(record)) if (!known.has(name)) known.set(name, record);
    }
  }
  return (name) => known.get(name);
}

/** `kind/component/version`. */
export const recordPath = ({ kind, component, version }: MemoryRecord): string =>
  `${kind}/${component}/${version}`;

const idsOf = ({ id, receipt, number }: MemoryRecord): string[] => [
  id,
  receipt,
  ...(number === undefined ? [] : [decisionName(number)]),
];

const pathOf = (record: MemoryRecord): string[] => [recordPath(record)];

const acceptedNamesOf = (record: MemoryRecord): string[] =>
  record.number === undefined ? [] : chosenNamesOf(record);

const chosenNamesOf = ({ kind, component, subjects, links }: MemoryRecord): string[] =>
  kind === 'decision' ? [component, ...subjects.map(({ name }) => name), ...targetsOf(links, 'alias')] : [];
