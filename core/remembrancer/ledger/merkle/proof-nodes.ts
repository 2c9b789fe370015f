import { powerOfTwoUpTo } from './power-of-two.ts';
import { foldPeaks } from './tree-hash.ts';

/** A perfect subtree by place: the `index`-th of those with 2^`level` leaves. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** One hash of a proof: the root above these perfect subtrees, from the left. */
export type ProofStep = readonly TreeNode[];

/** The steps of the inclusion proof of leaf `index` in a tree of `size` leaves, leaf to root (RFC 9162, 2.1.3.1). */
export function inclusionSteps(index: number, size: number): ProofStep[] {
  const steps: ProofStep[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      steps.unshift(rangeNodes(middle, end));
      end = middle;
    } else {
      steps.unshift(rangeNodes(start, middle));
      start = middle;
    }
  }
  return steps;
}

/** The steps of the consistency proof from `size1` to `size2`, both above 0 (RFC 9162, 2.1.4.1). */
export function consistencySteps(size1: number, size2: number): ProofStep[] {
  const steps: ProofStep[] = [];
  let [start, end] = [0, size2];
  let whole = true;
  while (size1 !== end) {
    const middle = start + split(end - start);
    if (size1 <= middle) {
      steps.unshift(rangeNodes(middle, end));
      end = middle;
    } else {
      steps.unshift(rangeNodes(start, middle));
      start = middle;
      whole = false;
    }
  }
  return whole ? steps : [rangeNodes(start, end), ...steps];
}

/** The perfect subtrees that make up the leaves [start, end), where `start` is a multiple of the largest of them. */
export function rangeNodes(start: number, end: number): ProofStep {
  const nodes: TreeNode[] = [];
  for (let at = start; at < end;) {
    const width = powerOfTwoUpTo(end - at);
    nodes.push({ level: Math.log2(width), index: at / width });
    at += width;
  }
  return nodes;
}

/** The hashes of `steps`, given the hash of each perfect subtree. */
export const proofHashes = (
  steps: readonly ProofStep[],
  hashOf: (node: TreeNode) => Uint8Array,
): Uint8Array[] => steps.map((step) => foldPeaks(step.map(hashOf)));

/** The largest power of two below `n`. */
const split = (n: number): number => powerOfTwoUpTo(n - 1);
