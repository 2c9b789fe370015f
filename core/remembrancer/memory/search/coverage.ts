import type { InvertedIndex } from './inverted-index.ts';
import type { Concept } from './read-query.ts';

/** How much of what is asked for a unit has, from 0 to 1: a rare term weighs more, and one that no unit has the most. */
export function coverage(index: InvertedIndex, concepts: readonly Concept[], unit: number): number {
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
