import { firstRecordId, type MemoryRecord, recordedStatus } from './memory-record.ts';
import { supersessions } from './supersessions.ts';

/** A moment, or a commit by what its history holds. */
export type InForceAt =
  | { readonly time: Date }
  /** Whether a commit is the one asked for or an ancestor of it: what git knows, and the ledger does not. */
  | { readonly contains: (commit: string) => boolean };

/** Later than every record. */
const LATEST: InForceAt = { time: new Date(8.64e15) };

/**
 * The decisions in force, in the order of the log: those accepted by then that no other one accepted by then had
 * superseded or revised; as the log ends where nothing is said of when. At a commit, the source commit of a decision says
 * whether it was accepted by then; one that was recorded without a commit is in no history, and is left out.
 */
export function decisionsInForceAt(records: readonly MemoryRecord[], at: InForceAt = LATEST): MemoryRecord[] {
  const decisions = records.filter(({ kind }) => kind === 'decision');
  const accepted = decisions.filter(
    (record) => record.number !== undefined && recordedStatus(record) === 'accepted' && isBy(record, at),
  );
  /** By decision, the place of the last record by then that took the place of those before it. */
  const ends = new Map(
    supersessions(decisions)
      .filter(({ by }) => isBy(by, at))
      .map(({ by, of }) => [firstRecordId(of), by.index]),
  );
  return accepted.filter((record) => record.index >= (ends.get(firstRecordId(record)) ?? 0));
}

function isBy({ time, source: { commit } }: MemoryRecord, at: InForceAt): boolean {
  if ('time' in at) return Date.parse(time) <= at.time.getTime();
  return commit !== undefined && at.contains(commit);
}
