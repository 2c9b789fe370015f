import type { InvertedIndex } from './inverted-index.ts';
import type { Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';

/**
 * How much of what is asked for a document has, from 0 to 1: the mean of what it has in all and of what it has in one passage,
 * since the words of an answer stand together. Of a document without text only the first.
 */
export function coverage<D extends SearchDocument>(
  { wholes, passages, firstPassage }: SearchIndex<D>,
  concepts: readonly Concept[],
  document: number,
): number {
  const whole = coverageOf(wholes, concepts, document);
  const [first, end] = [firstPassage[document] ?? 0, firstPassage[document + 1] ?? 0];
  if (first === end) return whole;
  let most = 0;
  for (let at = first; at < end; at += 1) most = Math.max(most, coverageOf(passages, concepts, at));
  return (whole + most) / 2;
}

/** How much a unit has: a rare term weighs more, and one that no unit has the most. */
function coverageOf(index: InvertedIndex, concepts: readonly Concept[], unit: number): number {
  let [all, covered] = [0, 0];
  for (const { weight, terms } of concepts) {
    let rarity = index.rarity(undefined);
    let likest = 0;
    for (const [term, likeness] of terms) {
      if (likeness === 1) rarity = Math.min(rarity, index.rarity(term));
      if (likeness > likest && index.has(unit, term)) likest = likeness;
    }
    all += weight * rarity;
    covered += weight * rarity * likest;
  }
  return all === 0 ? 0 : covered / all;
}
