import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toHex, utf8 } from '../../../../../core/common/bytes.ts';
import {
  EMPTY_ROOT,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  consistencySteps,
  inclusionSteps,
  proofHashes,
  rangeNodes,
  type TreeNode,
} from '../../../../../core/remembrancer/ledger/merkle/proof-nodes.ts';
import { foldPeaks, treeHash } from '../../../../../core/remembrancer/ledger/merkle/tree-hash.ts';

/** RFC 6962, 2.1, word for word: slow, and obviously right. */
function referenceRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(referenceRoot(leaves.slice(0, k)), referenceRoot(leaves.slice(k)));
}

const leavesOf = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)));

const nodesOf =
  (leaves: readonly Uint8Array[]) =>
  ({ level, index }: TreeNode): Uint8Array =>
    referenceRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

describe('hashes', () => {
  it('are those of RFC 6962, by the constants of transparency-dev/merkle', () => {
    expect(toHex(leafHash(new Uint8Array()))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(toHex(leafHash(utf8('L123456')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    expect(toHex(nodeHash(utf8('N123'), utf8('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
    expect(toHex(treeHash([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    expect(toHex(treeHash(inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')))))).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  it('differ for a, b, c and a, b, c, c, which was not so in the first system', () => {
    const [a, b, c] = leavesOf(3) as [Uint8Array, Uint8Array, Uint8Array];
    expect(treeHash([a, b, c])).not.toEqual(treeHash([a, b, c, c]));
  });

  it('of a tree are those of the definition, for every size up to 70', () => {
    for (let size = 0; size <= 70; size += 1) {
      expect(toHex(treeHash(leavesOf(size)))).toBe(toHex(referenceRoot(leavesOf(size))));
    }
  });
});

describe('proofs', () => {
  it('of inclusion hold for every leaf of every tree up to 40, and for no other leaf, index or size', () => {
    for (let size = 1; size <= 40; size += 1) {
      const leaves = leavesOf(size);
      const root = referenceRoot(leaves);
      leaves.forEach((leaf, index) => {
        const proof = proofHashes(inclusionSteps(index, size), nodesOf(leaves));
        expect(verifyInclusion(index, size, leaf, proof, root)).toBe(true);
        expect(verifyInclusion(index, size, leafHash(utf8('other')), proof, root)).toBe(false);
        expect(verifyInclusion(index ^ 1, size, leaf, proof, root)).toBe(false);
        expect(verifyInclusion(index, size, leaf, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(index, size, leaf, proof.slice(0, -1), root)).toBe(size === 1);
      });
    }
  });

  it('of consistency hold for every pair of sizes up to 40, and not for a root that differs', () => {
    const leaves = leavesOf(40);
    for (let size2 = 1; size2 <= 40; size2 += 1) {
      const root2 = referenceRoot(leaves.slice(0, size2));
      for (let size1 = 1; size1 <= size2; size1 += 1) {
        const root1 = referenceRoot(leaves.slice(0, size1));
        const proof = proofHashes(consistencySteps(size1, size2), nodesOf(leaves));
        expect(verifyConsistency(size1, size2, root1, root2, proof)).toBe(true);
        expect(verifyConsistency(size1, size2, EMPTY_ROOT, root2, proof)).toBe(false);
        expect(verifyConsistency(size1, size2, root1, EMPTY_ROOT, proof)).toBe(false);
      }
    }
  });

  it('break when any one bit of a hash is changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), fc.nat(255), (size, i, at, bit) => {
        const leaves = leavesOf(size);
        const index = i % size;
        const proof = proofHashes(inclusionSteps(index, size), nodesOf(leaves));
        const changed = proof.map((hash) => Uint8Array.from(hash));
        const hash = changed[at % changed.length]!;
        hash[bit >> 3]! ^= 1 << (bit & 7);
        expect(verifyInclusion(index, size, leaves[index]!, changed, referenceRoot(leaves))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('stay right beyond 32 bits', () => {
    const size = 2 ** 40 + 3;
    const hash = ({ level, index }: TreeNode): Uint8Array => leafHash(utf8(`${level}:${index}`));
    const root = foldPeaks(rangeNodes(0, size).map(hash));
    const steps = inclusionSteps(2 ** 40 + 1, size);
    expect(
      verifyInclusion(
        2 ** 40 + 1,
        size,
        hash({ level: 0, index: 2 ** 40 + 1 }),
        proofHashes(steps, (node) => (node.level === 1 && node.index === 2 ** 39 ? root : hash(node))),
        root,
      ),
    ).toBe(false);
    expect(steps).toHaveLength(3);
  });
});

describe('sizes beyond what doubles count exactly in logarithms', () => {
  const huge = 2 ** 49;

  it('are taken apart into proofs that end, as a witness does with whatever size a log signs', () => {
    for (const size of [huge - 1, huge, huge + 1, Number.MAX_SAFE_INTEGER]) {
      expect(consistencySteps(size - 1, size).length).toBeLessThan(60);
      expect(inclusionSteps(size - 1, size).length).toBeLessThan(60);
    }
    expect(inclusionSteps(0, huge)).toHaveLength(49);
    expect(rangeNodes(0, huge - 1)).toHaveLength(49);
    expect(rangeNodes(0, huge)).toEqual([{ level: 49, index: 0 }]);
  });
});

it('an inclusion proof in a smaller tree is none in a larger one with that root', () => {
  const leaves = leavesOf(2);
  const root = treeHash(leaves);
  expect(verifyInclusion(0, 2, leaves[0]!, [leaves[1]!], root)).toBe(true);
  expect(verifyInclusion(0, 4, leaves[0]!, [leaves[1]!], root)).toBe(false);
});

it('a consistency proof to a smaller tree is none to a larger one with that root', () => {
  const leaves = leavesOf(2);
  const root = treeHash(leaves);
  expect(verifyConsistency(1, 2, leaves[0]!, root, [leaves[1]!])).toBe(true);
  expect(verifyConsistency(1, 4, leaves[0]!, root, [leaves[1]!])).toBe(false);
});
