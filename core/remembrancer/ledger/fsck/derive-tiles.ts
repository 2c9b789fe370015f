import { sha256Into } from '../../../common/sha256.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';
import { tileRoot } from '../tile/tile-root.ts';

/** What follows from a run of bundles; hashes stand one after another. */
export interface DerivedTiles {
  /** The tiles of level 0. */
  readonly leaves: Uint8Array;
  /** A hash of level 1 for each full one of them. */
  readonly roots: Uint8Array;
}

/** Bytes of a full tile. */
export const TILE_BYTES = TILE_WIDTH * HASH_SIZE;

/**
 * Derives what follows from well-formed bundles, of which only the last may be partial; changes them as `leafHashes`
 * does.
 */
export function deriveTiles(bundles: Uint8Array, count: number): DerivedTiles {
  const leaves = leafHashes(bundles, count);
  return { leaves, roots: tileRoots(leaves) };
}

/**
 * The hashes of the `count` entries of well-formed bundles, which stand one after another in `bundles`. Changes
 * `bundles`: the second length byte before an entry becomes the 0x00 that RFC 6962 hashes before it, so that no entry
 * is copied.
 */
export function leafHashes(bundles: Uint8Array, count: number): Uint8Array {
  const leaves = Buffer.allocUnsafeSlow(count * HASH_SIZE);
  for (let at = 0, i = 0; i < count; i += 1) {
    const end = at + 2 + ((bundles[at] ?? 0) << 8) + (bundles[at + 1] ?? 0);
    bundles[at + 1] = 0;
    sha256Into(leaves, i * HASH_SIZE, bundles.subarray(at + 1, end));
    at = end;
  }
  return leaves;
}

/** The roots of the full tiles in `hashes`. */
export function tileRoots(hashes: Uint8Array): Uint8Array {
  const roots = new Uint8Array(Math.floor(hashes.length / TILE_BYTES) * HASH_SIZE);
  for (let at = 0; at < roots.length; at += HASH_SIZE) {
    const start = (at / HASH_SIZE) * TILE_BYTES;
    roots.set(tileRoot(hashes.subarray(start, start + TILE_BYTES)), at);
  }
  return roots;
}
