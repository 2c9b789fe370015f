import { admittedEntries } from '../branch/admission.ts';
import { FILES } from '../branch/branch-paths.ts';
import type { BranchHistory } from './branch-history.ts';
import { blobsOf, type HistoryCheckpoints, writersAt } from './read-checkpoints.ts';

/** An admission of the log's key that went before it was integrated: a writer may have signed what comes of it. */
export interface DroppedAdmission {
  /** Entries of the log that it follows. */
  readonly size: number;
  /** Number of the commit that brought it. */
  readonly since: number;
  /** Number of the commit after which it is there again or the log has gone on; absent while neither is the case. */
  readonly until?: number;
}

/** The dropped admissions of a history, by the number of the commit that dropped them. */
export async function findDroppedAdmissions(
  history: BranchHistory,
  checkpoints: HistoryCheckpoints,
): Promise<ReadonlyMap<number, DroppedAdmission>> {
  const { byCommit } = checkpoints;
  const notes = blobsOf(history, FILES.admission);
  const sizeAt = (at: number): number => {
    const checkpoint = byCommit[at];
    return typeof checkpoint === 'object' ? checkpoint.size : -1;
  };
  // An integration deletes the admission along with a larger checkpoint: the contents of few others are needed.
  const suspects = notes.flatMap((oid, at) => {
    const [before, base] = [notes[at - 1], byCommit[at - 1]];
    const isGone =
      before !== undefined && before !== oid && typeof base === 'object' && sizeAt(at) <= base.size;
    return isGone ? [{ at, oid: before, base }] : [];
  });
  if (suspects.length === 0) return new Map();
  const blobs = await history.readBlobs([...new Set(suspects.map(({ oid }) => oid))]);
  const dropped = suspects.filter(({ oid, base }) =>
    writersAt(checkpoints, base.size).some(
      (verifier) => admittedEntries(blobs.get(oid), base, verifier).length > 0,
    ),
  );
  return new Map(
    dropped.map(({ at, oid, base: { size } }) => {
      const until = notes.findIndex(
        (later, i) => i > at && (sizeAt(i) > size || (later === oid && sizeAt(i) === size)),
      );
      const since =
        at -
        1 -
        notes
          .slice(0, at)
          .toReversed()
          .findIndex((_, i, all) => all[i + 1] !== oid);
      return [at, { size, since, ...(until >= 0 && { until }) }];
    }),
  );
}
