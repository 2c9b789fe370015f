import { VaultMeshError } from '../../common/error.ts';
import {
  FILES,
  type LedgerStore,
  openCheckpoint,
  type PrefixProof,
  proveConsistency,
  type NoteVerifier,
} from '../ledger/index.ts';

/** What a witness sees of a ledger at one commit. */
export interface LedgerView {
  readonly head: string;
  /** The file `checkpoint` as it is. */
  readonly note: string;
  /** How the tree that the witness saw last stands in this one, where the tiles tell. */
  readonly prefix?: PrefixProof;
}

/**
 * Reads what `checkAndCosign` decides on: the checkpoint of the branch, and the proof from `lastSeen`, the note that the
 * witness kept, when there is one. `verifier` is the log's key as the witness pinned it, `earlier` are keys that it took
 * the place of. Throws `not-found` when there is no ledger.
 */
export async function readLedgerView(
  store: LedgerStore,
  verifier: NoteVerifier,
  lastSeen?: string,
  earlier: readonly NoteVerifier[] = [],
): Promise<LedgerView> {
  const { head, files } = await store.read([FILES.checkpoint]);
  const bytes = files.get(FILES.checkpoint);
  if (head === undefined || bytes === undefined) {
    throw new VaultMeshError(
      'not-found',
      `The ledger "${verifier.name}" has no branch, or no file "checkpoint" on it.`,
    );
  }
  // Bytes that are no text are no note either; the decision says so, and this is what it shows.
  const view = { head, note: new TextDecoder().decode(bytes) };
  const prefix = await unlessUnreadable(async () => {
    const old = lastSeen === undefined ? undefined : openCheckpoint(lastSeen, verifier, ...earlier);
    const now = openCheckpoint(view.note, verifier);
    const isGrown = old !== undefined && old.size > 0 && old.size < now.size;
    return isGrown ? proveConsistency(store, head, old.size, now) : undefined;
  });
  return prefix === undefined ? view : { ...view, prefix };
}

/** A branch that cannot be read as a log proves nothing, which is for the decision to say. */
async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'verification-failed') return undefined;
    throw error;
  }
}
