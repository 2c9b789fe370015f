import { firstRecordId, type MemoryRecord, targetsOf } from './memory-record.ts';
import { recordFinder } from './record-finder.ts';

/** That a record takes the place of another: of all records of a decision that came before it. */
export interface Supersession {
  readonly by: MemoryRecord;
  /** The first record of the decision; of all else the record itself. */
  readonly of: MemoryRecord;
}

/**
 * Which record takes the place of what, in the order of the log, from the links `supersedes`, and from `revises` among the
 * records of one decision. A record supersedes earlier ones of its kind only, so there is no circle, and no record of another
 * kind takes the name over; and a decision that was not accepted supersedes none.
 */
export function supersessions(records: readonly MemoryRecord[]): Supersession[] {
  const byKind = [...Map.groupBy(records, ({ kind }) => kind)];
  const finders = new Map(byKind.map(([kind, ofKind]) => [kind, recordFinder(ofKind)]));
  const firsts = new Map(records.toReversed().map((record) => [firstRecordId(record), record]));
  return records.filter(countsAmong).flatMap((by) => {
    const named = targetsOf(by.links, 'supersedes').flatMap((target) => finders.get(by.kind)?.(target) ?? []);
    const decisions = new Set([
      ...named.map(firstRecordId),
      ...(by.revises === undefined ? [] : [by.revises]),
    ]);
    return [...decisions]
      .flatMap((decision) => firsts.get(decision) ?? [])
      .filter((of) => of.index < by.index)
      .map((of) => ({ by, of }));
  });
}

/** Whether a record changes what holds: a decision does when it was accepted. */
const countsAmong = ({ kind, number }: MemoryRecord): boolean => kind !== 'decision' || number !== undefined;
