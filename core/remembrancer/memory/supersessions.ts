import { type MemoryRecord, targetsOf } from './memory-record.ts';
import { recordFinder } from './record-finder.ts';

/** That one record takes the place of another. */
export interface Supersession {
  readonly by: MemoryRecord;
  readonly of: MemoryRecord;
}

/**
 * Which record takes the place of which, from the links `supersedes`. A record supersedes earlier ones of its kind only,
 * so there is no circle; and a decision that was not accepted supersedes none.
 */
export function supersessions(records: readonly MemoryRecord[]): Supersession[] {
  const find = recordFinder(records);
  return records.filter(countsAmong).flatMap((by) =>
    targetsOf(by.links, 'supersedes').flatMap((target) => {
      const of = find(target);
      return of !== undefined && of.kind === by.kind && of.index < by.index ? [{ by, of }] : [];
    }),
  );
}

/** Whether a record changes what holds: a decision does when it was accepted. */
const countsAmong = ({ kind, number }: MemoryRecord): boolean => kind !== 'decision' || number !== undefined;
