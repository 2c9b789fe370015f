import { sha256, sha256Into } from '../../../common/sha256.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { TILE_WIDTH } from './tile-path.ts';

/** 0x01 ‖ left ‖ right (RFC 6962, 2.1). */
const NODE_SIZE = 1 + 2 * HASH_SIZE;

/**
 * Working memory for the 255 nodes above a tile. Node n stands above the nodes 2n and 2n + 1, from 1 at the top, so that
 * each hash is written straight to where the one above it reads it.
 */
const nodes = Buffer.alloc(TILE_WIDTH * NODE_SIZE);
const nodeAt: readonly Buffer[] = Array.from({ length: TILE_WIDTH }, (_, n) => {
  const node = nodes.subarray(n * NODE_SIZE, (n + 1) * NODE_SIZE);
  node[0] = 1;
  return node;
});

/** The root above the 256 hashes of a full tile, one after another in `tile`. */
export function tileRoot(tile: Uint8Array): Uint8Array {
  const half = TILE_WIDTH / 2;
  for (let i = 0; i < half; i += 1) {
    nodes.set(tile.subarray(2 * i * HASH_SIZE, 2 * (i + 1) * HASH_SIZE), (half + i) * NODE_SIZE + 1);
  }
  for (let n = TILE_WIDTH - 1; n > 1; n -= 1) {
    const place = (n >> 1) * NODE_SIZE + 1 + (n & 1) * HASH_SIZE;
    sha256Into(nodes, place, nodeAt[n] ?? nodes);
  }
  return sha256(nodeAt[1] ?? nodes);
}
