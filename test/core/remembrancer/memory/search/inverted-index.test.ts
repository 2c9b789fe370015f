import { describe, expect, it } from '@jest/globals';
import { coverage } from '../../../../../core/remembrancer/memory/search/coverage.ts';
import { InvertedIndex } from '../../../../../core/remembrancer/memory/search/inverted-index.ts';

const concept = (terms: readonly (readonly [number, number])[], weight = 1) => ({
  weight,
  terms: new Map(terms),
});

/** Each unit has the terms given, and all are as long. */
function indexOf(...units: readonly (readonly number[])[]): InvertedIndex {
  const index = new InvertedIndex({ k1: 1, b: 0 });
  for (const terms of units) index.add([{ terms, weight: 1 }]);
  return index;
}

describe('the score of a unit', () => {
  it('has of each concept the term that is worth the most there, and no other', () => {
    const index = indexOf([0, 1], [0, 2], [1, 2]);
    const [both, first, second] = index.score([
      concept([
        [0, 1],
        [1, 0.5],
      ]),
    ]);
    const rarity = index.rarity(0);
    expect([both, first, second]).toEqual([rarity, rarity, rarity / 2]);
  });

  it('is the sum over concepts, each by what it counts', () => {
    const index = indexOf([0, 1], [0], [2]);
    const [both, first, none] = index.score([concept([[0, 1]]), concept([[1, 1]], 0.5)]);
    expect(first).toBeCloseTo(index.rarity(0));
    expect(both).toBeCloseTo(index.rarity(0) + index.rarity(1) / 2);
    expect(none).toBe(0);
  });
});

describe('coverage', () => {
  const index = indexOf([0], [1], [1], [1, 2]);
  const asked = [concept([[0, 1]]), concept([[1, 1]])];

  it('is 1 where all is there and 0 where nothing is', () => {
    expect(coverage(index, [concept([[1, 1]]), concept([[2, 1]])], 3)).toBe(1);
    expect(coverage(index, asked, 9)).toBe(0);
    expect(coverage(index, [], 0)).toBe(0);
  });

  it('is more for a rare term than for one that many have', () => {
    expect(coverage(index, asked, 0)).toBeGreaterThan(0.5);
    expect(coverage(index, asked, 1)).toBeLessThan(0.5);
    expect(coverage(index, asked, 0) + coverage(index, asked, 1)).toBeCloseTo(1);
  });

  it('is less by what no unit has, and least by what is common', () => {
    const known = concept([[0, 1]]);
    const rare = coverage(index, [known, concept([])], 0);
    expect(rare).toBeLessThan(0.5);
    expect(coverage(index, [known, concept([], 0.5)], 0)).toBeGreaterThan(rare);
  });

  it('is less where only a related term is there', () => {
    const related = [
      concept([
        [0, 1],
        [1, 0.4],
      ]),
    ];
    expect(coverage(index, related, 0)).toBe(1);
    expect(coverage(index, related, 1)).toBeCloseTo(0.4);
  });
});
