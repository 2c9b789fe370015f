import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { verifyInclusion } from '../merkle/inclusion.ts';
import { inclusionSteps, proofHashes } from '../merkle/proof-nodes.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { tileHashes, tilePathsOf } from '../tile/tile-hashes.ts';
import { provePrefix } from './prove-prefix.ts';
import type { LedgerHead } from './read-head.ts';

/** That an entry is in the tree of the first so many entries of a log: for ever the same. */
export interface InclusionAt {
  /** The Merkle tree hash of those entries. */
  readonly root: Uint8Array;
  /** The leaf hash of the entry (RFC 9162, section 2.1.1). */
  readonly leaf: Uint8Array;
  /** The inclusion proof, from the leaf up. */
  readonly proof: readonly Uint8Array[];
}

/**
 * The inclusion proof of entry `index` in the tree that the log had with `size` entries, which is proven to be what the
 * checkpoint's tree begins with. Throws `usage` for a size that the log never had, `not-found` for an entry that is not
 * among the first `size`, and `verification-failed` when the tiles do not prove it.
 */
export async function proveEntryAt(
  store: Pick<LedgerStore, 'read'>,
  ledger: Pick<LedgerHead, 'head' | 'checkpoint'>,
  index: number,
  size: number,
): Promise<InclusionAt> {
  const { head, checkpoint } = ledger;
  const { root } = await provePrefix(store, ledger, size);
  if (index >= size) {
    throw new VaultMeshError(
      'not-found',
      `There is no entry ${index} among the first ${counted(size, 'entry', 'entries')}.`,
    );
  }
  const steps = inclusionSteps(index, size);
  const place = { level: 0, index };
  const { files } = await store.read(tilePathsOf([place, ...steps.flat()], checkpoint.size), head);
  const hashOf = tileHashes(files, checkpoint.size);
  const [leaf, proof] = [hashOf(place), proofHashes(steps, hashOf)];
  if (verifyInclusion(index, size, leaf, proof, root)) return { root, leaf, proof };
  throw new VaultMeshError(
    'verification-failed',
    `The tiles of ${checkpoint.origin} do not prove entry ${index} at size ${size}.`,
  );
}
