import { HASH_SIZE } from '../merkle/hash.ts';
import type { RightEdge } from '../tile/right-edge.ts';
import { type DerivedTiles, TILE_BYTES, tileRoots } from './derive-tiles.ts';

/** All hashes of a log in tile levels, each as one array of bytes: level 0 has the leaf hashes, level n the roots of the full tiles below. */
export type TreeLevels = readonly Uint8Array[];

/** The levels from 0 up to the last that has a hash; the first two are given. */
export function deriveLevels({ leaves, roots }: DerivedTiles): TreeLevels {
  const levels = [leaves];
  for (let level = roots; level.length > 0; level = tileRoots(level)) levels.push(level);
  return levels;
}

/** The right edge of the log that has these levels; `entries` are those of its partial bundle. */
export function edgeOf(levels: TreeLevels, entries: readonly Uint8Array[]): RightEdge {
  const size = (levels[0]?.length ?? 0) / HASH_SIZE;
  const hashes = levels.map((level) => {
    const start = Math.floor(level.length / TILE_BYTES) * TILE_BYTES;
    const count = (level.length - start) / HASH_SIZE;
    return Array.from({ length: count }, (_, i) => hashAt(level, start / HASH_SIZE + i));
  });
  return { size, entries, hashes: size === 0 ? [] : hashes };
}

export const hashAt = (level: Uint8Array, index: number): Uint8Array =>
  level.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE);
