import { VaultMeshError } from '../../../common/error.ts';
import type { LogState, PlacedEntry } from '../append/log-state.ts';
import { leafHash } from '../merkle/hash.ts';
import { verifyInclusion } from '../merkle/inclusion.ts';
import { inclusionSteps, proofHashes } from '../merkle/proof-nodes.ts';
import { tileHashes, tilePathsOf } from '../tile/tile-hashes.ts';
import type { TileReader } from './tile-reader.ts';

/**
 * The inclusion proof of each entry at the state's checkpoint, in the order given, or `undefined` where the tiles do
 * not lead from the entry to the signed root.
 */
export async function proveEntries(
  tiles: TileReader,
  { head, checkpoint }: Pick<LogState, 'head' | 'checkpoint'>,
  entries: readonly PlacedEntry[],
): Promise<(Uint8Array[] | undefined)[]> {
  const { size, root } = checkpoint;
  const steps = entries.map(({ index }) => inclusionSteps(index, size));
  const files = await tiles.read(tilePathsOf(steps.flat(2), size), head);
  const hashOf = tileHashes(files, size);
  return entries.map(({ index, entry }, i) => {
    const proof = unlessDamaged(() => proofHashes(steps[i] ?? [], hashOf));
    return proof && verifyInclusion(index, size, leafHash(entry), proof, root) ? proof : undefined;
  });
}

function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'verification-failed') return undefined;
    throw error;
  }
}
