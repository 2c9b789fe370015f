import { VaultMeshError } from '../../../common/error.ts';
import { handoverPath } from '../branch/branch-paths.ts';
import { textOf } from '../branch/text-of.ts';
import { verifyConsistency } from '../merkle/consistency.ts';
import { hexId } from '../note/note-signer.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import type { LedgerEntry } from '../read/ledger-entry.ts';
import { proveConsistency } from '../read/prove-consistency.ts';
import { readEntries } from '../read/read-entries.ts';
import { type LedgerHead, readHead } from '../read/read-head.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { type KeyChange, keyChangeOf } from './key-record.ts';

/** A change of key, and the entry that records it. */
export type RecordedKeyChange = KeyChange & { readonly index: number; readonly time: string };

/**
 * What became of the key `trusted` of a log, in the order of the log. Each new key is proven: it is recorded in an entry
 * under a checkpoint that the key before it signed, and the ledger of today is the continuation of that. It is for a
 * person to believe the new key: whoever stole the old one could have made the record.
 *
 * Throws `not-found` without a ledger, `verification-failed` when the branch is signed by a key to which no such way leads.
 */
export async function keyHistory(store: LedgerStore, trusted: NoteVerifier): Promise<RecordedKeyChange[]> {
  const ledger = await readHead(store);
  const known = new Map([[trusted.verifierKey, trusted]]);
  const history: RecordedKeyChange[] = [];
  for await (const entries of readEntries(store, ledger, { only: ({ kind }) => kind === 'key' })) {
    for (const entry of entries) {
      const change = keyChangeOf(entry.receipt);
      if (change === undefined) continue;
      if (change.change === 'added') {
        const previous = known.get(change.previous);
        if (previous === undefined) continue;
        const added = parseVerifierKey(change.verifierKey);
        await checkHandover(store, ledger, entry, previous, added);
        known.set(added.verifierKey, added);
      } else if (!known.has(change.verifierKey)) continue;
      history.push({ ...change, index: entry.index, time: entry.receipt.time });
    }
  }
  const { verifierKey } = ledger.verifier;
  if (known.has(verifierKey)) return history;
  throw new VaultMeshError(
    'verification-failed',
    `The ledger ${ledger.checkpoint.origin} is signed by ${verifierKey}, and no record under the key that you trust leads there: ask its owner what happened.`,
  );
}

/** Throws `verification-failed` unless `previous` and `added` signed a checkpoint over `entry` that this ledger continues. */
async function checkHandover(
  store: LedgerStore,
  { head, checkpoint: present }: LedgerHead,
  entry: LedgerEntry,
  previous: NoteVerifier,
  added: NoteVerifier,
): Promise<void> {
  const path = handoverPath(hexId(added));
  const content = (await store.read([path], head)).files.get(path);
  const refuse = (what: string): VaultMeshError =>
    new VaultMeshError(
      'verification-failed',
      `Entry ${entry.index} names the key ${added.verifierKey}, but ${path} ${what}.`,
    );
  if (content === undefined) throw refuse('is not there');
  const note = textOf(content, path);
  const checkpoint = openCheckpoint(note, previous);
  openCheckpoint(note, added);
  const { size, root } = checkpoint;
  const isOver = entry.index < size && size <= present.size;
  const proof = isOver ? (await proveConsistency(store, head, size, present)).proof : [];
  if (!isOver || !verifyConsistency(size, present.size, root, present.root, proof))
    throw refuse('is not a checkpoint over it in this ledger');
}
