import { FILES } from '../branch/branch-paths.ts';
import { type BranchHistory, treeAt } from './branch-history.ts';
import { type HistoryCheckpoints, writersAt } from './read-checkpoints.ts';

/** The key to check a commit by: of those that may sign there that which the commit names, else the newest. */
export async function keyAt(
  history: BranchHistory,
  at: number,
  checkpoints: HistoryCheckpoints,
): Promise<string> {
  const oid = treeAt(history, at).get(FILES.verifierKey)?.oid;
  const content = oid === undefined ? undefined : (await history.readBlobs([oid])).get(oid);
  const named = Buffer.from(content ?? [])
    .toString()
    .trim();
  const checkpoint = checkpoints.byCommit[at];
  const size = typeof checkpoint === 'object' ? checkpoint.size : 0;
  const known = writersAt(checkpoints, size).map(({ verifierKey }) => verifierKey);
  return known.includes(named) ? named : (known.at(-1) ?? named);
}
