import { VaultMeshError } from '../../common/error.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import type { NoteVerifier } from './note/note-verifier.ts';
import { openNote } from './note/open-note.ts';

/** The checkpoint in `note`, signed under its own name by one of `verifiers`, the keys of a log. Throws `verification-failed`. */
export function openCheckpoint(note: string, ...verifiers: readonly NoteVerifier[]): Checkpoint {
  const { text, signatures } = openNote(note, verifiers);
  const checkpoint = parseCheckpoint(text);
  const [signer] = signatures.map(({ verifier }) => verifier);
  if (checkpoint.origin !== signer?.name) {
    throw new VaultMeshError(
      'verification-failed',
      `The checkpoint is of the log "${checkpoint.origin}", and the key is that of "${signer?.name ?? ''}".`,
    );
  }
  return checkpoint;
}
