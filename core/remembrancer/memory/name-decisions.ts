import { type Decision, isDecisionId, type PlacedDecision } from '../decisions/index.ts';
import { firstRecordId, type MemoryRecord, targetsOf } from './memory-record.ts';
import { recordFinder } from './record-finder.ts';

/** A decision of a checkout by the names that a ledger has for it. */
export type NamedDecision<Placed extends PlacedDecision> = Placed &
  Pick<PlacedDecision, 'aliases'> & { readonly record?: MemoryRecord };

/**
 * Gives decisions their true numbers, in the place of what their files claim, and the aliases of their records, such as
 * `ADR-PR12`. A file that was merged as a proposal has the status of its record. The record of a file is that of its
 * ULID, or of its slug where the record knows no other ULID; of several of one decision it is the latest. A decision
 * that the ledger does not have stays as it is.
 */
export function nameDecisions<Placed extends PlacedDecision>(
  decisions: readonly Placed[],
  records: readonly MemoryRecord[],
): NamedDecision<Placed>[] {
  const find = recordFinder(records);
  const sameDecision = Map.groupBy(records, firstRecordId);
  return decisions.map((placed) => {
    const { id, slug } = placed.decision;
    const aliasesOf = (record: MemoryRecord): string[] =>
      (sameDecision.get(firstRecordId(record)) ?? []).flatMap(({ links }) => targetsOf(links, 'alias'));
    const byId = id === undefined ? undefined : find(id);
    const bySlug = find(slug);
    const record = byId ?? (bySlug && isOf(aliasesOf(bySlug), id) ? bySlug : undefined);
    if (record?.kind !== 'decision') return placed;
    const { number } = record;
    const status = statusOf(placed.decision, record);
    return {
      ...placed,
      decision: { ...placed.decision, status, ...(number !== undefined && { number }) },
      aliases: [...new Set([...(placed.aliases ?? []), ...aliasesOf(record)])],
      record,
    };
  });
}

/** Whether what a slug finds, by its aliases, is not a decision with another ULID. */
function isOf(aliases: readonly string[], id: string | undefined): boolean {
  const ids = aliases.filter(isDecisionId);
  return ids.length === 0 || id === undefined || ids.includes(id);
}

/** What the file says, unless that was before it was merged, and so accepted. */
function statusOf({ status }: Decision, { number, status: recorded }: MemoryRecord): Decision['status'] {
  const isBefore = status === 'draft' || status === 'proposed';
  if (!isBefore || number === undefined) return status;
  return recorded === 'superseded' ? 'superseded' : 'accepted';
}
