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
    .filter(({ terms }) => ![...terms.keys()].some((term) => wholes.has(document, term)))
    .map(({ word }) => word);
