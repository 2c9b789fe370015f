import { VaultMeshError } from '../../../common/error.ts';
import { HASH_SIZE, nodeHash } from '../merkle/hash.ts';
import type { TreeNode } from '../merkle/proof-nodes.ts';
import { type Tile, TILE_WIDTH, tileAt, tilePath } from './tile-path.ts';

/** Levels of the tree in one level of tiles: a tile of 256 hashes is 8 levels high. */
const TILE_HEIGHT = 8;

/** The paths of the tiles that `nodes` of a log of `size` entries are read from, each once. */
export const tilePathsOf = (nodes: readonly TreeNode[], size: number): string[] => [
  ...new Set(nodes.map((node) => tilePath(place(node, size).tile))),
];

/**
 * Hashes of perfect subtrees, from tiles of a log of `size` entries by path, each computed once. What it gives is as
 * true as the files: the caller checks the root that comes of it. Throws `verification-failed` for a tile that is
 * missing or has another width.
 */
export function tileHashes(
  files: ReadonlyMap<string, Uint8Array>,
  size: number,
): (node: TreeNode) => Uint8Array {
  const known = new Map<string, Uint8Array>();
  const hashOf = (node: TreeNode): Uint8Array => {
    const name = `${node.level}/${node.index}`;
    const hash = known.get(name) ?? computeHash(node);
    known.set(name, hash);
    return hash;
  };
  const computeHash = ({ level, index }: TreeNode): Uint8Array => {
    const { tile, offset } = place({ level, index }, size);
    if (level % TILE_HEIGHT === 0) return storedHash(files, tile, offset);
    const below = level - 1;
    return nodeHash(
      hashOf({ level: below, index: index * 2 }),
      hashOf({ level: below, index: index * 2 + 1 }),
    );
  };
  return hashOf;
}

function storedHash(files: ReadonlyMap<string, Uint8Array>, tile: Tile, offset: number): Uint8Array {
  const path = tilePath(tile);
  const content = files.get(path);
  if (content?.length !== tile.width * HASH_SIZE) {
    throw new VaultMeshError(
      'verification-failed',
      `${path} is not there or has not ${tile.width} hashes of ${HASH_SIZE} bytes: the ledger branch is damaged.`,
    );
  }
  return content.subarray(offset * HASH_SIZE, (offset + 1) * HASH_SIZE);
}

/** The tile that the hash of `node` comes from, and where in it the first hash under `node` stands. */
function place({ level, index }: TreeNode, size: number): { tile: Tile; offset: number } {
  const first = index * 2 ** (level % TILE_HEIGHT);
  return { tile: tileAt(Math.floor(level / TILE_HEIGHT), first, size), offset: first % TILE_WIDTH };
}
