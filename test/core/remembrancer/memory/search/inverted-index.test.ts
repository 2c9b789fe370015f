import { describe, expect, it } from '@jest/globals';
import { InvertedIndex } from '../../../../../core/remembrancer/memory/search/inverted-index.ts';

const concept = (terms: readonly (readonly [number, number])[], weight = 1) => ({
  word: '',
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

describe('the rarity of a term', () => {
  const index = indexOf([0, 1], [1], [1], [2]);

  it('is more the fewer units have it, and most where none has', () => {
    expect(index.rarity(0)).toBeGreaterThan(index.rarity(1));
    expect(index.rarity(3)).toBeGreaterThan(index.rarity(0));
    expect(index.rarity(undefined)).toBe(index.rarity(3));
  });

  it('differs less than the idf does', () => {
    const idf = (having: number): number => Math.log(1 + (4 - having + 0.5) / (having + 0.5));
    expect(index.rarity(0) / index.rarity(1)).toBeLessThan(idf(1) / idf(3));
  });
});
