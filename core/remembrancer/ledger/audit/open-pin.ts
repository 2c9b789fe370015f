import { asVaultMeshError, VaultMeshError } from '../../../common/error.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { hexId } from '../note/note-signer.ts';
import { splitNote } from '../note/note-text.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { NotSignedError } from '../note/not-signed-error.ts';
import { openCheckpoint } from '../open-checkpoint.ts';

/**
 * The checkpoint in the pin `note`, signed by one of `verifiers`, the keys of the audited log. `name` is what errors call
 * the pin. Throws `usage` for what is no checkpoint, `verification-failed` for one of another log or with a bad signature.
 */
export function openPin(note: string, name: string, verifiers: readonly NoteVerifier[]): Checkpoint {
  try {
    parseCheckpoint(splitNote(note).text);
  } catch (cause) {
    const fault = note.trim() === '' ? 'It is empty.' : asVaultMeshError(cause).message;
    throw new VaultMeshError(
      'usage',
      `The pin ${name} is no checkpoint of a log. ${fault} Restore it from a copy, or name a file that does not exist yet to pin anew.`,
      { cause },
    );
  }
  try {
    return openCheckpoint(note, ...verifiers);
  } catch (cause) {
    const { code, message } = asVaultMeshError(cause);
    throw new VaultMeshError(
      code,
      cause instanceof NotSignedError
        ? `The pin ${name} is of the log ${list(cause.signedBy)}, and the branch has the log ${list(verifiers)}: give the pin that was made of this log.`
        : `The pin ${name} cannot be used. ${message}`,
      { cause },
    );
  }
}

const list = (keys: readonly { readonly name: string; readonly keyId: number }[]): string =>
  keys.map((key) => `${key.name} (key id ${hexId(key)})`).join(' and ');
