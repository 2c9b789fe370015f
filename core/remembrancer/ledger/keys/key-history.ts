import { equalBytes } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { handoverPath } from '../branch/branch-paths.ts';
import { textOf } from '../branch/text-of.ts';
import { leafHash } from '../merkle/hash.ts';
import { treeHash } from '../merkle/tree-hash.ts';
import { hexId } from '../note/note-signer.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import { type Ledger, type LedgerEntry, readLedger } from '../read/read-ledger.ts';
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
  const ledger = await readLedger(store);
  const known = new Map([[trusted.verifierKey, trusted]]);
  const history: RecordedKeyChange[] = [];
  for (const entry of ledger.entries) {
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
  if (known.has(ledger.verifierKey)) return history;
  throw new VaultMeshError(
    'verification-failed',
    `The ledger ${ledger.checkpoint.origin} is signed by ${ledger.verifierKey}, and no record under the key that you trust leads there: ask its owner what happened.`,
  );
}

/** Throws `verification-failed` unless `previous` and `added` signed a checkpoint over `entry` that this ledger continues. */
async function checkHandover(
  store: LedgerStore,
  { head, entries }: Ledger,
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
  const isOver = entry.index < checkpoint.size && checkpoint.size <= entries.length;
  const root = treeHash(entries.slice(0, checkpoint.size).map(({ entryBytes }) => leafHash(entryBytes)));
  if (!isOver || !equalBytes(root, checkpoint.root))
    throw refuse('is not a checkpoint over it in this ledger');
}
