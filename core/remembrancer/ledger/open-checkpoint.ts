import { VaultMeshError } from '../../common/error.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import type { NoteVerifier } from './note/note-verifier.ts';
import { openNote } from './note/open-note.ts';

/** The checkpoint in `note`, signed by the log of `verifier` under its own name. Throws `verification-failed`. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [verifier]).text);
  if (checkpoint.origin !== verifier.name) {
    throw new VaultMeshError(
      'verification-failed',
      `The checkpoint is of the log "${checkpoint.origin}", and the key is that of "${verifier.name}".`,
    );
  }
  return checkpoint;
}
