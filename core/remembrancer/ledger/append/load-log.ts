import { VaultMeshError } from '../../../common/error.ts';
import { admittedEntries } from '../branch/admission.ts';
import { FILES } from '../branch/branch-paths.ts';
import { parseState } from '../branch/state-file.ts';
import { textOf } from '../branch/text-of.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import type { LedgerStore, Snapshot } from '../store/ledger-store.ts';
import { checkKeys } from './check-keys.ts';
import { edgeFromTiles } from './edge-from-tiles.ts';
import type { LogState } from './log-state.ts';

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
  const { head, files } = await store.read([
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
  const note = textOf(noteBytes, FILES.checkpoint);
  const checkpoint = openCheckpoint(note, ...verifiers);
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
