import { EMPTY_ROOT, nodeHash } from './hash.ts';
import { powerOfTwoUpTo } from './power-of-two.ts';

/**
 * The Merkle tree hash over `hashes` (RFC 6962, 2.1), which may be leaf hashes or the roots of perfect subtrees of
 * one size. The root of no hashes is the empty root.
 */
export function treeHash(hashes: readonly Uint8Array[]): Uint8Array {
  return foldPeaks(peaks(hashes));
}

/** The roots of the perfect subtrees that `hashes` fall into, from the left: one for each set bit of their number. */
export function peaks(hashes: readonly Uint8Array[]): Uint8Array[] {
  const result: Uint8Array[] = [];
  let start = 0;
  for (let size = powerOfTwoUpTo(hashes.length); size >= 1; size /= 2) {
    if (hashes.length - start < size) continue;
    result.push(perfectRoot(hashes.slice(start, start + size)));
    start += size;
  }
  return result;
}

/** The root above perfect subtrees of decreasing size. */
export function foldPeaks(roots: readonly Uint8Array[]): Uint8Array {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right));
}

/** The root above a power of two of hashes. */
function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) {
      above.push(nodeHash(level[i] ?? EMPTY_ROOT, level[i + 1] ?? EMPTY_ROOT));
    }
    level = above;
  }
  return level[0] ?? EMPTY_ROOT;
}
