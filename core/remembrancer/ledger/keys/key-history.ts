import { VaultMeshError } from '../../../common/error.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import { readEntries } from '../read/read-entries.ts';
import { type LedgerHead, readHead } from '../read/read-head.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { checkHandover } from './handover.ts';
import { type KeyChange, keyChangeOf } from './key-record.ts';
import { isRetiredAt, type RetiredKey } from './retired-key.ts';

/** A change of key, and the entry that records it. */
export type RecordedKeyChange = KeyChange & { readonly index: number; readonly time: string };

/**
 * What became of the key `trusted` of a log, in the order of the log. Each new key is proven: it is recorded in an entry
 * under a checkpoint that the key before it signed, and the ledger of today is the continuation of that. It is for a
 * person to believe the new key: whoever stole the old one could have made the record.
 *
 * Throws `not-found` without a ledger, `verification-failed` when the branch is signed by a key to which no such way leads,
 * or only by keys that it has retired.
 */
export async function keyHistory(store: LedgerStore, trusted: NoteVerifier): Promise<RecordedKeyChange[]> {
  const ledger = await readHead(store);
  const known = new Map([[trusted.verifierKey, trusted]]);
  const history: RecordedKeyChange[] = [];
  const retired: RetiredKey[] = [];
  for await (const entries of readEntries(store, ledger, { only: ({ kind }) => kind === 'key' })) {
    for (const entry of entries) {
      const change = keyChangeOf(entry.receipt);
      if (change === undefined) continue;
      if (change.change === 'added') {
        const previous = known.get(change.previous);
        if (previous === undefined || isRetiredAt(retired, change.previous, entry.index + 1)) continue;
        const added = parseVerifierKey(change.verifierKey);
        await checkHandover(store, ledger.head, ledger.checkpoint, { index: entry.index, previous, added });
        known.set(added.verifierKey, added);
      } else if (known.has(change.verifierKey)) {
        retired.push({ index: entry.index, verifierKey: change.verifierKey });
      } else continue;
      history.push({ ...change, index: entry.index, time: entry.receipt.time });
    }
  }
  const { verifierKey } = ledger.verifier;
  if (known.has(verifierKey)) {
    refuseRetired(ledger, [...known.values()], retired);
    return history;
  }
  throw new VaultMeshError(
    'verification-failed',
    `The ledger ${ledger.checkpoint.origin} is signed by ${verifierKey}, and no record under the key that you trust leads there: ask its owner what happened.`,
  );
}

/** Throws `verification-failed` unless one of the keys `known` that is not `retired` signed the checkpoint. */
function refuseRetired(
  { checkpoint: { origin, size }, note, verifier }: LedgerHead,
  known: readonly NoteVerifier[],
  retired: readonly RetiredKey[],
): void {
  if (!isRetiredAt(retired, verifier.verifierKey, size)) return;
  const { signatures } = openNote(note, known);
  if (signatures.some((by) => !isRetiredAt(retired, by.verifier.verifierKey, size))) return;
  throw new VaultMeshError(
    'verification-failed',
    `The ledger ${origin} is signed by ${verifier.verifierKey}, which it has retired, and by no key that took its place: ` +
      'ask its owner what happened; "vaultmesh ledger audit" tells since when.',
  );
}
