import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { receiptPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';
import { formatTlogProof } from '../tlog-proof.ts';
import { bundleReader, type ProvenBundle } from './bundle-reader.ts';
import { type LedgerEntry, ledgerEntry } from './ledger-entry.ts';
import type { LedgerHead } from './read-head.ts';

/** That an entry is in the log. */
export interface EntryProof {
  readonly entryBytes: Uint8Array;
  /** The inclusion proof, from the leaf up. */
  readonly proof: readonly Uint8Array[];
  /** The same as a C2SP tlog-proof, with the checkpoint. */
  readonly tlogProof: string;
}

/** An entry with its receipt, proven to be in the log by a handful of files and not by reading all of it. */
export interface ProvenEntry extends LedgerEntry, EntryProof {}

/**
 * Reads entry `index` and its receipt, in one read, and proves them. Throws `not-found` for an index that the log has
 * not, and `verification-failed` that names the file when the branch does not prove the entry.
 */
export async function readEntry(store: LedgerStore, ledger: LedgerHead, index: number): Promise<ProvenEntry> {
  const bundle = await bundleOf(store, ledger, index, [receiptPath(index)]);
  const proven = proofIn(bundle, ledger, index);
  return {
    ...proven,
    ...ledgerEntry({ index, entry: proven.entryBytes }, bundle.path, bundle.files),
  };
}

/** Reads and proves entry `index` without its receipt. Throws as `readEntry` does. */
export async function proveEntry(store: LedgerStore, ledger: LedgerHead, index: number): Promise<EntryProof> {
  return proofIn(await bundleOf(store, ledger, index, []), ledger, index);
}

function bundleOf(
  store: LedgerStore,
  ledger: LedgerHead,
  index: number,
  also: readonly string[],
): Promise<ProvenBundle> {
  const { origin, size } = ledger.checkpoint;
  if (index < size) return bundleReader(store, ledger)(Math.floor(index / TILE_WIDTH), also);
  throw new VaultMeshError(
    'not-found',
    `${origin} has ${counted(size, 'entry', 'entries')}; there is no entry ${index}.`,
  );
}

function proofIn({ entries, proofOf }: ProvenBundle, { note }: LedgerHead, index: number): EntryProof {
  const proof = proofOf(index);
  const entryBytes = entries[index % TILE_WIDTH]?.entry ?? new Uint8Array();
  return { entryBytes, proof, tlogProof: formatTlogProof({ index, proof, checkpoint: note }) };
}
