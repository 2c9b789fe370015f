import { toHex, utf8 } from '../../core/common/bytes.ts';
import { leafHash } from '../../core/remembrancer/ledger/merkle/hash.ts';
import {
  consistencySteps,
  inclusionSteps,
  proofHashes,
  type ProofStep,
  type TreeNode,
} from '../../core/remembrancer/ledger/merkle/proof-nodes.ts';
import { treeHash } from '../../core/remembrancer/ledger/merkle/tree-hash.ts';

const SIZE = 17;

/** Roots and proofs of the trees over the first entries of one list; the first entry is empty. */
export function merkleVectors(): object {
  const entries = Array.from({ length: SIZE }, (_, i) => utf8(i === 0 ? '' : `entry ${i}`));
  const leaves = entries.map(leafHash);
  const rootAt = (size: number): string => toHex(treeHash(leaves.slice(0, size)));
  const hashOf = ({ level, index }: TreeNode): Uint8Array =>
    treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
  const proofOf = (steps: readonly ProofStep[]): string[] => proofHashes(steps, hashOf).map(toHex);
  const inclusion = [];
  const consistency = [];
  for (let size = 1; size <= SIZE; size += 1) {
    for (let index = 0; index < size; index += 1) {
      inclusion.push({ index, size, proof: proofOf(inclusionSteps(index, size)) });
    }
    for (let size1 = 1; size1 <= size; size1 += 1) {
      consistency.push({ size1, size2: size, proof: proofOf(consistencySteps(size1, size)) });
    }
  }
  return {
    about: 'RFC 6962 section 2.1. All bytes in hex. roots[n] is the root of the first n entries.',
    entries: entries.map(toHex),
    leafHashes: leaves.map(toHex),
    roots: Array.from({ length: SIZE + 1 }, (_, size) => rootAt(size)),
    inclusion,
    consistency,
  };
}
