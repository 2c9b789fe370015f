import { hashAt } from './derive-tree.ts';
import { EMPTY_ROOT, HASH_SIZE, nodeHash } from '../merkle/hash.ts';
import { foldPeaks } from '../merkle/tree-hash.ts';

/** The roots of the first `sizes` leaves, from one pass over the leaf hashes (one after another in `leaves`). */
export function prefixRoots(leaves: Uint8Array, sizes: ReadonlySet<number>): Map<number, Uint8Array> {
  const roots = new Map<number, Uint8Array>(sizes.has(0) ? [[0, EMPTY_ROOT]] : []);
  const peaks: Uint8Array[] = [];
  const count = leaves.length / HASH_SIZE;
  for (let size = 1; size <= count; size += 1) {
    let hash = hashAt(leaves, size - 1);
    for (let rest = size; rest % 2 === 0; rest /= 2) hash = nodeHash(peaks.pop() ?? EMPTY_ROOT, hash);
    peaks.push(hash);
    if (sizes.has(size)) roots.set(size, foldPeaks(peaks));
  }
  return roots;
}
