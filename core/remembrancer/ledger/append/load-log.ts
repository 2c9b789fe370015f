import { VaultMeshError } from '../../../common/error.ts';
import { admittedEntries } from '../branch/admission.ts';
import { FILES } from '../branch/branch-paths.ts';
import { parseState } from '../branch/state-file.ts';
import { textOf } from '../branch/text-of.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import type { LedgerStore, Snapshot } from '../store/ledger-store.ts';
import { checkKeys } from './check-keys.ts';
import { edgeFromTiles } from './edge-from-tiles.ts';
import type { LogState } from './log-state.ts';
import { openOwnCheckpoint } from './open-own-checkpoint.ts';

/**
 * Reads the log at the present head, and the files `also` with it, in one read. Throws `not-found` when there is no
 * ledger, `conflict` when `verifiers` are not the keys that it is written with now, and `verification-failed` when its checkpoint is not signed
 * by one of them or its tiles do not lead to the root.
 */
export async function loadLog(
  store: LedgerStore,
  verifiers: readonly NoteVerifier[],
  also: readonly string[],
): Promise<{ state: LogState; files: Snapshot['files'] }> {
  const { head, isMerge, files } = await store.read([
    FILES.checkpoint,
    FILES.state,
    FILES.admission,
    FILES.verifierKey,
    FILES.policy,
    ...also,
  ]);
  const noteBytes = files.get(FILES.checkpoint);
  if (head === undefined || noteBytes === undefined) {
    throw new VaultMeshError(
      'not-found',
      'There is no ledger: the branch or its file "checkpoint" is missing. Make one with "vaultmesh ledger init".',
    );
  }
  if (isMerge === true) {
    throw new VaultMeshError(
      'verification-failed',
      `The head ${head} of the ledger branch is a merge, by which an earlier state can be put back without force: run "vaultmesh ledger audit", then "vaultmesh ledger repair".`,
    );
  }
  const note = textOf(noteBytes, FILES.checkpoint);
  const checkpoint = openOwnCheckpoint(note, verifiers);
  checkKeys(files, checkpoint.origin, verifiers);
  const admission = files.get(FILES.admission);
  const state: LogState = {
    head,
    checkpoint,
    note,
    edge: parseState(files.get(FILES.state), checkpoint) ?? (await edgeFromTiles(store, head, checkpoint)),
    admitted: admittedEntries(admission, checkpoint, ...verifiers),
    hasAdmission: admission !== undefined,
  };
  return { state, files };
}
