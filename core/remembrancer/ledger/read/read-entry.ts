import { equalBytes, sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { entryOf, parseEntry, parseReceipt } from '../../receipt/index.ts';
import { receiptPath } from '../branch/branch-paths.ts';
import { damagedBranch } from '../branch/damaged-branch.ts';
import { leafHash } from '../merkle/hash.ts';
import { verifyInclusion } from '../merkle/inclusion.ts';
import { inclusionSteps, proofHashes } from '../merkle/proof-nodes.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { bundleFault } from '../tile/bundle-fault.ts';
import { tileHashes, tilePathsOf } from '../tile/tile-hashes.ts';
import { bundlePath, TILE_WIDTH, tileAt } from '../tile/tile-path.ts';
import { formatTlogProof } from '../tlog-proof.ts';
import type { LedgerHead } from './read-head.ts';
import type { LedgerEntry } from './read-ledger.ts';

/** An entry that is proven to be in the log, by a handful of files and not by reading all of it. */
export interface ProvenEntry extends LedgerEntry {
  readonly receiptPath: string;
  /** The inclusion proof, from the leaf up. */
  readonly proof: readonly Uint8Array[];
  /** The same as a C2SP tlog-proof, with the checkpoint. */
  readonly tlogProof: string;
}

/**
 * Reads entry `index` and its receipt and proves them. Throws `not-found` for an index that the log has not, and
 * `verification-failed` that names the file when the branch does not prove the entry.
 */
export async function readEntry(
  store: LedgerStore,
  { head, checkpoint, note }: LedgerHead,
  index: number,
): Promise<ProvenEntry> {
  const { origin, size, root } = checkpoint;
  if (index >= size) {
    throw new VaultMeshError('not-found', `${origin} has ${size} entries; there is no entry ${index}.`);
  }
  const tile = tileAt(0, index, size);
  const bundle = bundlePath(tile.index, tile.width);
  const path = receiptPath(index);
  const steps = inclusionSteps(index, size);
  const { files } = await store.read([bundle, path, ...tilePathsOf(steps.flat(), size)], head);
  const entryBytes = parseBundle(files.get(bundle) ?? new Uint8Array(), tile.width)?.[index % TILE_WIDTH];
  if (entryBytes === undefined) {
    throw damagedBranch(`${bundle} ${bundleFault(files.get(bundle), tile.width) ?? 'cannot be read'}`);
  }
  const proof = proofHashes(steps, tileHashes(files, size));
  if (!verifyInclusion(index, size, leafHash(entryBytes), proof, root)) {
    throw damagedBranch(`The tiles do not prove that entry ${index} in ${bundle} is in the log`);
  }
  const entry = parseEntry(entryBytes, `Entry ${index} in ${bundle}`);
  const receiptBytes = files.get(path);
  if (receiptBytes === undefined || sha256Hex(receiptBytes) !== entry.receipt) {
    throw damagedBranch(`${path} is not the receipt that entry ${index} commits to`);
  }
  const receipt = parseReceipt(receiptBytes, path);
  if (!equalBytes(entryOf(receipt), entryBytes)) {
    throw new VaultMeshError(
      'verification-failed',
      `Entry ${index} of the ledger says something else than its receipt, ${path}: whoever holds the log key wrote it so.`,
    );
  }
  const tlogProof = formatTlogProof({ index, proof, checkpoint: note });
  return { index, entry, entryBytes, receipt, receiptBytes, receiptPath: path, proof, tlogProof };
}
