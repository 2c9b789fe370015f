import { formatLine } from './note/sign-note.ts';
import { splitNote } from './note/note-text.ts';
import type { NoteVerifier } from './note/note-verifier.ts';
import { openCheckpoint } from './open-checkpoint.ts';

/**
 * The checkpoint in `note` as the log first published it, which is what a time-stamp over a checkpoint is over: the text,
 * the blank line, and the signature lines under the log's own name in their order. Cosignatures, which come later, are
 * left out; the line of a new key, which signs beside the one that a verifier knows, is not. `logVerifiers` are the known
 * keys of the log, one of which must have signed. Throws `verification-failed`.
 */
export function publishedCheckpoint(note: string, logVerifiers: readonly NoteVerifier[]): string {
  const { origin } = openCheckpoint(note, ...logVerifiers);
  const { text, lines } = splitNote(note);
  const own = lines.filter(({ name }) => name === origin);
  return `${text}\n${own.map(formatLine).join('')}`;
}
