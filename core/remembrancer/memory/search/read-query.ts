import type { Lexicon } from './lexicon.ts';
import { nearestTerms } from './nearest-terms.ts';
import { SYNONYM } from './settings.ts';
import { synonymsOf } from './synonyms.ts';
import { termsOfToken } from './terms-of-token.ts';

/** One thing that is asked for: the terms that stand for it, each by its number and what finding it counts. */
export type Concept = ReadonlyMap<number, number>;

/**
 * What a question asks for, one concept for each different token that says something. A term that the index does not know
 * is taken for the nearest one that it does; a concept of which there is nothing in the index is empty.
 */
export function readQuery(tokens: readonly string[], lexicon: Lexicon): readonly Concept[] {
  const asked = new Map<string, readonly string[]>();
  for (const token of tokens) {
    const terms = termsOfToken(token);
    if (terms.length > 0) asked.set(terms.join(' '), terms);
  }
  return [...asked.values()].map((terms) => conceptOf(terms, lexicon));
}

function conceptOf(terms: readonly string[], lexicon: Lexicon): Concept {
  const concept = new Map<number, number>();
  const take = (number: number | undefined, weight: number): void => {
    if (number !== undefined && !concept.has(number)) concept.set(number, weight);
  };
  for (const term of terms) take(lexicon.find(term), 1);
  for (const term of terms) for (const synonym of synonymsOf(term)) take(lexicon.find(synonym), SYNONYM);
  if (concept.size === 0) {
    for (const term of terms) for (const number of nearestTerms(term, lexicon.terms)) take(number, 1);
  }
  return concept;
}
