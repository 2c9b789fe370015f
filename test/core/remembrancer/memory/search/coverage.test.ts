import { describe, expect, it } from '@jest/globals';
import { coverage } from '../../../../../core/remembrancer/memory/search/coverage.ts';
import { buildSearchIndex } from '../../../../../core/remembrancer/memory/search/index.ts';
import { document, text } from './fixtures.ts';

const INDEX = buildSearchIndex([
  document('a', { title: 'helm' }),
  document('b', { title: 'vault' }),
  document('c', { title: 'vault' }),
  document('d', { title: 'vault kafka' }),
]);
/** A concept of words that are in the index, each with its likeness. */
const concept = (words: Readonly<Record<string, number>>, weight = 1) => ({
  word: Object.keys(words).join(' '),
  weight,
  terms: new Map(
    Object.entries(words).map(([word, likeness]): [number, number] => [
      INDEX.lexicon.find(word) ?? Number.NaN,
      likeness,
    ]),
  ),
});
const HELM = concept({ helm: 1 });
const VAULT = concept({ vault: 1 });

describe('what a document covers of a question', () => {
  it('is 1 where all is there and 0 where nothing is', () => {
    expect(coverage(INDEX, [VAULT, concept({ kafka: 1 })], 3)).toBe(1);
    expect(coverage(INDEX, [HELM], 1)).toBe(0);
    expect(coverage(INDEX, [], 0)).toBe(0);
  });

  it('is more by a rare term than by one that many have', () => {
    expect(coverage(INDEX, [HELM, VAULT], 0)).toBeGreaterThan(0.5);
    expect(coverage(INDEX, [HELM, VAULT], 1)).toBeLessThan(0.5);
  });

  it('is less by what no document has, and less so by what is common', () => {
    const rare = coverage(INDEX, [HELM, concept({})], 0);
    expect(rare).toBeLessThan(0.5);
    expect(coverage(INDEX, [HELM, concept({}, 0.5)], 0)).toBeGreaterThan(rare);
  });

  it('is less where there is only a synonym', () => {
    const asked = [concept({ helm: 1, vault: 0.4 })];
    expect(coverage(INDEX, asked, 0)).toBe(1);
    expect(coverage(INDEX, asked, 1)).toBeCloseTo(0.4);
  });

  it('is more where the words stand in one passage', () => {
    const filler = 'orders are kept '.repeat(50);
    const index = buildSearchIndex([
      text('together', '', `helm vault\n\n${filler}\n\n${filler}`),
      text('apart', '', `helm\n\n${filler}\n\n${filler} vault`),
    ]);
    const asked = ['helm', 'vault'].map((word) => ({
      word,
      weight: 1,
      terms: new Map([[index.lexicon.find(word) ?? Number.NaN, 1]]),
    }));
    expect(coverage(index, asked, 0)).toBe(1);
    expect(coverage(index, asked, 1)).toBeLessThan(0.8);
  });
});
