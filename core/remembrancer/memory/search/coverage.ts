import type { InvertedIndex } from './inverted-index.ts';
import type { Compound, Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { SYNONYM } from './settings.ts';

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
  const weights = concepts.map((concept) => concept.weight * rarityOf(concept, wholes));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return 0;
  const had = (index: InvertedIndex, unit: number): number =>
    concepts.reduce((sum, concept, at) => sum + (weights[at] ?? 0) * shareOf(concept, index, unit), 0) / all;
  const whole = had(wholes, document);
  const [first, end] = [firstPassage[document] ?? 0, firstPassage[document + 1] ?? 0];
  if (first === end) return whole;
  let most = 0;
  for (let at = first; at < end; at += 1) most = Math.max(most, had(passages, at));
  return (whole + most) / 2;
}

/** How rare the most common of the terms is that were asked for themselves; of a compound, how rare the whole is. */
const rarityOf = ({ terms, compound }: Concept, index: InvertedIndex): number =>
  [...(compound?.whole ?? terms)].reduce(
    (least, [term, likeness]) => (likeness === 1 ? Math.min(least, index.rarity(term)) : least),
    index.rarity(undefined),
  );

/**
 * How much of one thing that is asked for a unit has, from 0 to 1: how like to it the likest term is. A compound is there where
 * all its parts are; some of them mean it no more than a synonym does, by their share in the rarity of all.
 */
function shareOf({ terms, compound }: Concept, index: InvertedIndex, unit: number): number {
  if (compound === undefined) return likest(terms, index, unit);
  const rarity = (parts: Compound['parts']): number =>
    parts.reduce<number>((sum, part) => sum + index.rarity(part), 0);
  const there = compound.parts.filter((part) => part !== undefined && index.has(unit, part));
  const share = rarity(there) / rarity(compound.parts);
  return Math.max(likest(compound.whole, index, unit), share === 1 ? 1 : SYNONYM * share);
}

/** How like to what was asked for the likest term is that the unit has. */
const likest = (terms: Concept['terms'], index: InvertedIndex, unit: number): number =>
  [...terms].reduce(
    (most, [term, likeness]) => (likeness > most && index.has(unit, term) ? likeness : most),
    0,
  );
