import type { InvertedIndex } from './inverted-index.ts';
import type { Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { COMMON } from './settings.ts';

/**
 * What was asked for and a document has nothing of, nor of what means the same: the words of the question, in its order. Common
 * words are left out, since an answer seldom repeats them.
 */
export const unmatchedWords = <D extends SearchDocument>(
  { wholes }: SearchIndex<D>,
  concepts: readonly Concept[],
  document: number,
): readonly string[] =>
  concepts
    .filter(({ weight }) => weight > COMMON)
    .filter((concept) => !hasAny(concept, wholes, document))
    .map(({ word }) => word);

/** Whether a unit has what was asked for in any form: of a compound the whole, or all its parts. */
function hasAny({ terms, compound }: Concept, index: InvertedIndex, unit: number): boolean {
  const has = (term: number | undefined): boolean => term !== undefined && index.has(unit, term);
  return [...(compound?.whole ?? terms).keys()].some(has) || compound?.parts.every(has) === true;
}
