import { equalBytes } from '../../../common/bytes.ts';
import { HASH_SIZE, nodeHash } from './hash.ts';

/**
 * The root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or `undefined` when the proof cannot belong to leaf
 * `index` of a tree of `size` leaves: a length is wrong, or the index is outside.
 */
export function rootFromInclusionProof(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index < 0 || index >= size || leaf.length !== HASH_SIZE) return undefined;
  // Sizes go beyond 32 bits, so no bit operators here.
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

/** Whether `proof` shows that the tree of `size` leaves with `root` has the leaf hash `leaf` at `index`. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const computed = rootFromInclusionProof(index, size, leaf, proof);
  return computed !== undefined && equalBytes(computed, root);
}
