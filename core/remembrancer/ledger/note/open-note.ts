import { VaultMeshError } from '../../../common/error.ts';
import { splitNote, type SignatureLine } from './note-text.ts';
import { NotSignedError } from './not-signed-error.ts';
import type { NoteVerifier } from './note-verifier.ts';

/** A signature that was checked and is good. `time` is what a cosignature states, in seconds since 1970; 0 for a log's. */
export interface VerifiedSignature {
  readonly verifier: NoteVerifier;
  readonly time: number;
}

export interface OpenedNote {
  /** The signed text, with its final newline. */
  readonly text: string;
  readonly signatures: VerifiedSignature[];
  /** Lines by keys that are not among the verifiers: they say nothing, good or bad. */
  readonly unknown: SignatureLine[];
}

/**
 * The text of a note that at least one of `verifiers` signed (C2SP signed-note). Unknown keys are ignored; a known key
 * with a bad signature rejects the note. Throws `verification-failed`.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, lines } = splitNote(note);
  const signatures: VerifiedSignature[] = [];
  const unknown: SignatureLine[] = [];
  for (const line of lines) {
    const verifier = verifiers.find(({ name, keyId }) => name === line.name && keyId === line.keyId);
    if (verifier === undefined) {
      unknown.push(line);
      continue;
    }
    const time = verifier.verify(text, line.signature);
    if (time === undefined) {
      throw new VaultMeshError(
        'verification-failed',
        `The note has a bad signature by ${line.name}, whose key is known: it was changed after it was signed.`,
      );
    }
    if (!signatures.some((other) => other.verifier === verifier)) signatures.push({ verifier, time });
  }
  if (signatures.length === 0) {
    throw new NotSignedError(lines, verifiers);
  }
  return { text, signatures, unknown };
}
