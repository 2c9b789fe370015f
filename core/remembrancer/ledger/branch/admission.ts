import { equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../../../common/bytes.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { type NoteSigner, signersOf } from '../note/note-signer.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import { signNote } from '../note/sign-note.ts';
import { parseIndex } from '../../../common/decimal.ts';

/** The first line of an admission. No checkpoint can be read from such a text: its third line is never a root hash. */
const HEADER = 'vaultmesh.dev/ledger-admission@v1';

/**
 * The note that admits `entries` after `base`: signed by the log's key, and not a checkpoint. Its text is the header,
 * the base's origin, size and root, and one entry to a line (entries are JCS, which has no newline).
 */
export const signAdmission = (base: Checkpoint, entries: readonly Uint8Array[], signer: NoteSigner): string =>
  signNote(
    [HEADER, base.origin, String(base.size), toBase64(base.root), ...entries.map(fromUtf8), ''].join('\n'),
    ...signersOf(signer),
  );

/**
 * The entries that the log's key admitted to follow `base`. None when the note is absent, not signed by this log, or
 * about another base: an admission that was integrated before, or somebody's garbage.
 */
export function admittedEntries(
  note: Uint8Array | undefined,
  base: Checkpoint,
  ...verifiers: readonly NoteVerifier[]
): Uint8Array[] {
  if (note === undefined) return [];
  const [header, origin, size = '', root = '', ...rest] = openText(note, verifiers).split('\n');
  const isForBase =
    header === HEADER &&
    origin === base.origin &&
    parseIndex(size) === base.size &&
    equalBytes(fromBase64(root) ?? new Uint8Array(), base.root);
  return isForBase ? rest.slice(0, -1).map(utf8) : [];
}

function openText(note: Uint8Array, verifiers: readonly NoteVerifier[]): string {
  try {
    return openNote(fromUtf8(note), verifiers).text;
  } catch {
    return '';
  }
}
