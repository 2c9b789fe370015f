import { VaultMeshError } from '../../../common/error.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { hexId } from '../note/note-signer.ts';
import { splitNote } from '../note/note-text.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { NotSignedError } from '../note/not-signed-error.ts';
import { openCheckpoint } from '../open-checkpoint.ts';

/** The checkpoint in `note` for its writer, whose keys are `given`. Throws as `openCheckpoint` does, with what a writer can do about it. */
export function openOwnCheckpoint(note: string, given: readonly NoteVerifier[]): Checkpoint {
  try {
    return openCheckpoint(note, ...given);
  } catch (error) {
    if (!(error instanceof NotSignedError)) throw error;
    const list = (keys: readonly { name: string; keyId: number }[]): string =>
      keys.map((key) => `${key.name} (key id ${hexId(key)})`).join(' and ');
    throw new VaultMeshError(
      error.code,
      `The log key signs for ${list(given)}; this ledger is ${list(error.signedBy.slice(0, 1))}: ` +
        `give the key that it was made with, or that took its place.${remedyWhileEmpty(note)}`,
      { cause: error },
    );
  }
}

/** Two that begin a ledger at one moment may leave the key of one in the secret and the branch of the other. */
function remedyWhileEmpty(note: string): string {
  const { size } = parseCheckpoint(splitNote(note).text);
  return size > 0
    ? ''
    : ' The ledger is empty: if nobody has its key, as when two began it at one moment, delete the branch and run "vaultmesh ledger init" again.';
}
