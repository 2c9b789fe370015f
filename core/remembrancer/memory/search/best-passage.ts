import { isOutcome } from './kinds-of-section.ts';
import type { Passage } from './passages-of.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { OUTCOME } from './settings.ts';

/**
 * What to quote of a document: the passage with the best score, where the outcome goes before others; the outcome's
 * first passage when no passage answers, and the document's first when it has no outcome. Nothing when it has no text.
 */
export function bestPassage<D extends SearchDocument>(
  { firstPassage, passageTexts }: SearchIndex<D>,
  document: number,
  scores: Float64Array,
): Passage | undefined {
  let best: { passage: Passage; score: number } | undefined;
  for (let at = firstPassage[document] ?? 0; at < (firstPassage[document + 1] ?? 0); at += 1) {
    const passage = passageTexts[at];
    if (passage === undefined) continue;
    // Not zero, so that the outcome wins where nothing scores.
    const score = Math.max(scores[at] ?? 0, Number.EPSILON) * (isOutcome(passage.heading) ? OUTCOME : 1);
    if (best === undefined || score > best.score) best = { passage, score };
  }
  return best?.passage;
}
