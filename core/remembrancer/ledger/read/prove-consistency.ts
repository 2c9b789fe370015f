import type { Checkpoint } from '../checkpoint.ts';
import { consistencySteps, proofHashes, rangeNodes } from '../merkle/proof-nodes.ts';
import { foldPeaks } from '../merkle/tree-hash.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { tileHashes, tilePathsOf } from '../tile/tile-hashes.ts';

/** How the first `size` entries of a log stand to all of it, by its tiles. Unproven until `verifyConsistency` holds for it. */
export interface PrefixProof {
  /** The Merkle tree hash of the first `size` entries, as the tiles have it. */
  readonly root: Uint8Array;
  /** The consistency proof from there. */
  readonly proof: readonly Uint8Array[];
}

/**
 * What the tiles at the commit `head` say of the first `size` entries, from 1 up to the size of `checkpoint`. Throws
 * `verification-failed` when a tile is missing or cut.
 */
export async function proveConsistency(
  store: Pick<LedgerStore, 'read'>,
  head: string,
  size: number,
  checkpoint: Checkpoint,
): Promise<PrefixProof> {
  const steps = consistencySteps(size, checkpoint.size);
  const prefix = rangeNodes(0, size);
  const paths = tilePathsOf([...prefix, ...steps.flat()], checkpoint.size);
  const { files } = await store.read(paths, head);
  const hashOf = tileHashes(files, checkpoint.size);
  return { root: foldPeaks(prefix.map(hashOf)), proof: proofHashes(steps, hashOf) };
}
