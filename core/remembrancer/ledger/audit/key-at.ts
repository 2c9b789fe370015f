import { FILES } from '../branch/branch-paths.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { type BranchHistory, treeAt } from './branch-history.ts';

/** The key to check a commit by: of the known ones that which the commit names, else the newest. */
export async function keyAt(
  history: BranchHistory,
  at: number,
  verifiers: readonly NoteVerifier[],
): Promise<string> {
  const oid = treeAt(history, at).get(FILES.verifierKey)?.oid;
  const content = oid === undefined ? undefined : (await history.readBlobs([oid])).get(oid);
  const named = Buffer.from(content ?? [])
    .toString()
    .trim();
  const known = verifiers.map(({ verifierKey }) => verifierKey);
  return known.includes(named) ? named : (known.at(-1) ?? named);
}
