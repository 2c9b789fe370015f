import { equalBytes } from '../../../common/bytes.ts';
import { nodeHash } from './hash.ts';
import { powerOfTwoUpTo } from './power-of-two.ts';

/**
 * Whether `proof` shows that the tree (`size1`, `root1`) is a prefix of the tree (`size2`, `root2`) (RFC 9162,
 * 2.1.4.2). An empty first tree is refused: everything extends it, so there is nothing to prove.
 */
export function verifyConsistency(
  size1: number,
  size2: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (size1 < 1 || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  const [first, ...path] = powerOfTwoUpTo(size1) === size1 ? [root1, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let node = size1 - 1;
  let last = size2 - 1;
  while (node % 2 === 1) [node, last] = [halve(node), halve(last)];
  let [old, now] = [first, first];
  for (const hash of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      old = nodeHash(hash, old);
      now = nodeHash(hash, now);
      while (node % 2 === 0 && node !== 0) [node, last] = [halve(node), halve(last)];
    } else {
      now = nodeHash(now, hash);
    }
    [node, last] = [halve(node), halve(last)];
  }
  return last === 0 && equalBytes(old, root1) && equalBytes(now, root2);
}

const halve = (n: number): number => Math.floor(n / 2);
