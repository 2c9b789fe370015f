import { hash } from 'node:crypto';
import { HASH_SIZE } from '../merkle/hash.ts';
import type { RightEdge } from '../tile/right-edge.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';

/** All hashes of a log in tile levels, each as one array of bytes: level 0 has the leaf hashes, level n the roots of the full tiles below. */
export type TreeLevels = readonly Uint8Array[];

/**
 * The leaf hashes of a well-formed bundle, one after another. The second length byte before an entry is made the 0x00
 * that RFC 6962 hashes before it, so that no entry is copied on its own.
 */
export function bundleLeafHashes(bundle: Uint8Array, width: number): Uint8Array {
  const bytes = bundle.slice();
  const hashes = Buffer.alloc(width * HASH_SIZE);
  for (let at = 0, i = 0; i < width; i += 1) {
    const end = at + 2 + ((bundle[at] ?? 0) << 8) + (bundle[at + 1] ?? 0);
    bytes[at + 1] = 0;
    hashInto(hashes, i * HASH_SIZE, bytes.subarray(at + 1, end));
    at = end;
  }
  return new Uint8Array(hashes.buffer, hashes.byteOffset, hashes.length);
}

/** The levels above `leaves`, up to the last that has a hash. */
export function deriveLevels(leaves: Uint8Array): TreeLevels {
  const levels = [leaves];
  for (let below = leaves; below.length >= TILE_BYTES;) {
    const above = new Uint8Array(Math.floor(below.length / TILE_BYTES) * HASH_SIZE);
    for (let tile = 0; tile * HASH_SIZE < above.length; tile += 1) {
      above.set(fullTileRoot(below, tile * TILE_BYTES), tile * HASH_SIZE);
    }
    levels.push(above);
    below = above;
  }
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

const TILE_BYTES = TILE_WIDTH * HASH_SIZE;

/** The root above the 256 hashes from the byte `start` on. */
function fullTileRoot(level: Uint8Array, start: number): Uint8Array {
  const hashes = Buffer.from(level.subarray(start, start + TILE_BYTES));
  const node = new Uint8Array(1 + 2 * HASH_SIZE);
  node[0] = 1;
  for (let width = TILE_WIDTH; width > 1; width /= 2) {
    for (let i = 0; i < width / 2; i += 1) {
      hashes.copy(node, 1, 2 * i * HASH_SIZE, 2 * (i + 1) * HASH_SIZE);
      hashInto(hashes, i * HASH_SIZE, node);
    }
  }
  return hashes.subarray(0, HASH_SIZE);
}

/** Writes the SHA-256 of `data` into `out` at the byte `at`; by way of a string, which takes half the time of a buffer. */
function hashInto(out: Buffer, at: number, data: Uint8Array): void {
  out.write(hash('sha256', data, 'binary'), at, 'latin1');
}
