import { VaultMeshError } from '../../../common/error.ts';
import { FILES } from '../branch/branch-paths.ts';
import { requiredText } from '../branch/required-text.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { NoLedgerError } from './no-ledger-error.ts';

/** The newest commit of a ledger and its signed checkpoint: all that proofs need to start from. */
export interface LedgerHead {
  /** The commit. */
  readonly head: string;
  readonly checkpoint: Checkpoint;
  /** The signed checkpoint, with its cosignatures. */
  readonly note: string;
  /** The key that the checkpoint was checked with. */
  readonly verifier: NoteVerifier;
}

/**
 * Reads the checkpoint of a ledger and nothing else. It must be signed by one of `logs`; without them by the key that
 * the branch itself names, which proves only that the branch agrees with itself. Throws `not-found` when there is no
 * ledger, and `verification-failed` that names the file and the rule.
 */
export async function readHead(store: LedgerStore, logs?: readonly NoteVerifier[]): Promise<LedgerHead> {
  const { head, files } = await store.read([FILES.checkpoint, FILES.verifierKey]);
  if (head === undefined) throw new NoLedgerError();
  const note = requiredText(files, FILES.checkpoint);
  const keys = logs ?? [ownKey(requiredText(files, FILES.verifierKey))];
  try {
    const { text: signed, signatures } = openNote(note, keys);
    const checkpoint = parseCheckpoint(signed);
    const by = signatures.find(({ verifier }) => verifier.name === checkpoint.origin);
    if (by !== undefined) return { head, checkpoint, note, verifier: by.verifier };
    const names = signatures.map(({ verifier }) => `"${verifier.name}"`).join(', ');
    throw new VaultMeshError(
      'verification-failed',
      `Its origin is "${checkpoint.origin}", and it is signed for ${names} (C2SP tlog-checkpoint).`,
    );
  } catch (error) {
    throw aboutFile(FILES.checkpoint, error);
  }
}

function ownKey(text: string): NoteVerifier {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    throw aboutFile(FILES.verifierKey, error);
  }
}

/** `error` with the file of the branch that it is about in front. */
const aboutFile = (path: string, error: unknown): unknown =>
  error instanceof VaultMeshError
    ? new VaultMeshError(
        'verification-failed',
        `The file "${path}" of the ledger is not accepted. ${error.message}`,
        { cause: error },
      )
    : error;
