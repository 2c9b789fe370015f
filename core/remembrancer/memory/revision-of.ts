import { decisionPath, isDecisionId } from '../decisions/index.ts';
import type { Link } from '../receipt/index.ts';
import { type MemoryRecord, targetsOf } from './memory-record.ts';

/** A record of a decision that is still to be made. */
type NewRecord = Pick<MemoryRecord, 'id' | 'links'>;

/**
 * The link by which a decision that is recorded again keeps its number (SPEC.md, section 7): to the component that it had
 * when it was accepted. It is the same decision where both have one ULID or, if one of them has none, one path. Only what
 * was recorded before the same operation counts, so that a second run says what the first one did.
 */
export function revisionOf(record: NewRecord, records: readonly MemoryRecord[]): Link[] {
  const own = records.findIndex(({ id }) => id === record.id);
  const before = own < 0 ? records : records.slice(0, own);
  // The link means the newest of the component: where that is another decision, it would be taken for this one.
  const newest = new Map(
    before.filter(({ number }) => number !== undefined).map((each) => [each.component, each]),
  );
  const revised = [...newest.values()].find((each) => isSame(each, record));
  return revised === undefined ? [] : [{ rel: 'revises', target: revised.component }];
}

function isSame(a: NewRecord, b: NewRecord): boolean {
  const [ids, others] = [a, b].map(({ links }) => targetsOf(links, 'alias').filter(isDecisionId));
  if (ids?.length && others?.length) return ids.some((id) => others.includes(id));
  const path = decisionPath(a.id);
  return path !== undefined && path === decisionPath(b.id);
}
