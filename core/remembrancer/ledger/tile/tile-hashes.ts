import { VaultMeshError } from '../../../common/error.ts';
import type { TreeNode } from '../merkle/proof-nodes.ts';
import { treeHash } from '../merkle/tree-hash.ts';
import { parseTile } from './hash-tile.ts';
import { type Tile, tileAt, tilePath } from './tile-path.ts';

/** Levels of the tree in one level of tiles: a tile of 256 hashes is 8 levels high. */
const TILE_HEIGHT = 8;

/** The paths of the tiles that `nodes` of a log of `size` entries are read from, each once. */
export const tilePathsOf = (nodes: readonly TreeNode[], size: number): string[] => [
  ...new Set(nodes.map((node) => tilePath(place(node, size).tile))),
];

/**
 * Hashes of perfect subtrees, from tiles of a log of `size` entries by path. What it gives is as true as the files:
 * the caller checks the root that comes of it. Throws `verification-failed` for a tile that is missing or has another width.
 */
export function tileHashes(
  files: ReadonlyMap<string, Uint8Array>,
  size: number,
): (node: TreeNode) => Uint8Array {
  return (node) => {
    const { tile, offset, count } = place(node, size);
    const path = tilePath(tile);
    const hashes = parseTile(files.get(path) ?? new Uint8Array(), tile.width);
    if (hashes === undefined) {
      throw new VaultMeshError(
        'verification-failed',
        `${path} is not there or has not ${tile.width} hashes of 32 bytes: the ledger branch is damaged.`,
      );
    }
    return treeHash(hashes.slice(offset, offset + count));
  };
}

/** Where the hash of `node` comes from: `count` hashes of `tile` from `offset`. */
function place({ level, index }: TreeNode, size: number): { tile: Tile; offset: number; count: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const tile = tileAt(tileLevel, first, size);
  return { tile, offset: first % 2 ** TILE_HEIGHT, count };
}
