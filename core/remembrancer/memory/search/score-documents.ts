import { addShare } from './add-share.ts';
import type { Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';

/** What a question found. */
export interface Scores {
  /** By document: from 0, which has nothing of the question, to 3, which is the best in everything. */
  readonly documents: Float64Array;
  /** By passage, for comparing those of one document. */
  readonly passages: Float64Array;
}

/**
 * Scores every document: its gist, its best passage and its whole, each as a part of the best in the index, so that a long
 * text is not lost for its length nor a short one for its few words.
 */
export function scoreDocuments<D extends SearchDocument>(
  { gists, passages, wholes, firstPassage }: SearchIndex<D>,
  concepts: readonly Concept[],
): Scores {
  const scores = passages.score(concepts);
  const best = new Float64Array(wholes.size);
  for (let document = 0; document < best.length; document += 1) {
    for (let at = firstPassage[document] ?? 0; at < (firstPassage[document + 1] ?? 0); at += 1) {
      best[document] = Math.max(best[document] ?? 0, scores[at] ?? 0);
    }
  }
  const documents = new Float64Array(wholes.size);
  for (const each of [gists.score(concepts), best, wholes.score(concepts)]) addShare(documents, each, 1);
  return { documents, passages: scores };
}
