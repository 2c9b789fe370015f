import type { InvertedIndex } from './inverted-index.ts';
import type { Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';

/**
 * How much of what is asked for a document has, from 0 to 1: the mean of what it has in all and of what it has in one passage,
 * since the words of an answer stand together. Of a document without text only the first. A rare term weighs more, and one that
 * no document has the most.
 */
export function coverage<D extends SearchDocument>(
  { wholes, passages, firstPassage }: SearchIndex<D>,
  concepts: readonly Concept[],
  document: number,
): number {
  const weights = concepts.map(({ weight, terms }) => weight * rarityOf(terms, wholes));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return 0;
  const had = (index: InvertedIndex, unit: number): number =>
    concepts.reduce((sum, { terms }, at) => sum + (weights[at] ?? 0) * likest(terms, index, unit), 0) / all;
  const whole = had(wholes, document);
  const [first, end] = [firstPassage[document] ?? 0, firstPassage[document + 1] ?? 0];
  if (first === end) return whole;
  let most = 0;
  for (let at = first; at < end; at += 1) most = Math.max(most, had(passages, at));
  return (whole + most) / 2;
}

/** How rare the most common of the terms is that were asked for themselves. */
const rarityOf = (terms: Concept['terms'], index: InvertedIndex): number =>
  [...terms].reduce(
    (least, [term, likeness]) => (likeness === 1 ? Math.min(least, index.rarity(term)) : least),
    index.rarity(undefined),
  );

/** How like to what was asked for the likest term is that the unit has. */
const likest = (terms: Concept['terms'], index: InvertedIndex, unit: number): number =>
  [...terms].reduce(
    (most, [term, likeness]) => (likeness > most && index.has(unit, term) ? likeness : most),
    0,
  );
