import { utf8 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { handoverPath } from '../branch/branch-paths.ts';
import { textOf } from '../branch/text-of.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { verifyConsistency } from '../merkle/consistency.ts';
import { hexId, type NoteSigner, signersOf } from '../note/note-signer.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { splitNote } from '../note/note-text.ts';
import { signNote } from '../note/sign-note.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import { proveConsistency } from '../read/prove-consistency.ts';
import type { LedgerStore } from '../store/ledger-store.ts';

/** A change of key that an entry records. */
export interface Handover {
  /** Of the entry. */
  readonly index: number;
  readonly previous: NoteVerifier;
  readonly added: NoteVerifier;
}

/**
 * Checks the handover file in a ledger at the commit `head`: a checkpoint over the entry, which both keys signed and
 * the ledger, whose checkpoint is `present`, continues. Throws `verification-failed` that names the file.
 */
export async function checkHandover(
  store: LedgerStore,
  head: string,
  present: Checkpoint,
  { index, previous, added }: Handover,
): Promise<void> {
  const path = handoverPath(hexId(added));
  const content = (await store.read([path], head)).files.get(path);
  const refuse = (what: string): VaultMeshError =>
    new VaultMeshError(
      'verification-failed',
      `Entry ${index} names the key ${added.verifierKey}, but ${path} ${what}.`,
    );
  if (content === undefined) throw refuse('is not there');
  const note = textOf(content, path);
  const { size, root } = openCheckpoint(note, previous);
  openCheckpoint(note, added);
  const isOver = index < size && size <= present.size;
  const proof = isOver ? (await proveConsistency(store, head, size, present)).proof : [];
  if (!isOver || !verifyConsistency(size, present.size, root, present.root, proof))
    throw refuse('is not a checkpoint over it in this ledger');
}

/**
 * The content of a handover file: `checkpoint`, a signed one of the log, with the signatures of both keys of `signer`.
 * One of the two may have been missing, when a writer that has only the previous key came between.
 */
export const handoverOf = (checkpoint: string, signer: NoteSigner): Uint8Array =>
  utf8(signNote(splitNote(checkpoint).text, ...signersOf(signer)));
