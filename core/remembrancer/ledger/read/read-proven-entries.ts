import { receiptPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';
import { formatTlogProof } from '../tlog-proof.ts';
import { bundleReader } from './bundle-reader.ts';
import { ledgerEntry } from './ledger-entry.ts';
import type { ProvenEntry } from './read-entry.ts';
import type { LedgerHead } from './read-head.ts';

/**
 * The first `size` entries with their receipts and inclusion proofs at the checkpoint of `ledger`, oldest first, in chunks of up
 * to 256. Throws `verification-failed` that names the file.
 */
export async function* readProvenEntries(
  store: LedgerStore,
  ledger: LedgerHead,
  size = ledger.checkpoint.size,
): AsyncGenerator<readonly ProvenEntry[]> {
  const readBundle = bundleReader(store, ledger);
  for (let first = 0; first < size; first += TILE_WIDTH) {
    const count = Math.min(TILE_WIDTH, size - first);
    const paths = Array.from({ length: count }, (_, i) => receiptPath(first + i));
    const { path, entries, files, proofOf } = await readBundle(first / TILE_WIDTH, paths);
    yield entries.slice(0, count).map((placed) => {
      const proof = proofOf(placed.index);
      const tlogProof = formatTlogProof({ index: placed.index, proof, checkpoint: ledger.note });
      return { ...ledgerEntry(placed, path, files), proof, tlogProof };
    });
  }
}
