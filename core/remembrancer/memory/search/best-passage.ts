import { isDecisionItself, isOutcome } from './kinds-of-section.ts';
import type { Passage } from './passages-of.ts';
import type { Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { OUTCOME } from './settings.ts';

/** What was asked: the concepts, and what each passage is worth for them. */
interface Asked {
  readonly concepts: readonly Concept[];
  readonly passages: Float64Array;
}

/**
 * What to quote of a document. Who asks for a decision wants what was decided: so its outcome, where that has a term of the
 * question or the question has none but those of the title; of a long one the part that answers best. Else the passage with
 * the best score, and without one the first. Nothing when the document has no text.
 */
export function bestPassage<D extends SearchDocument>(
  index: SearchIndex<D>,
  document: number,
  { concepts, passages }: Asked,
): Passage | undefined {
  const has = (text: string, { terms }: Concept): boolean =>
    index.lexicon.read(text).some((term) => terms.get(term) === 1);
  const title = index.documents[document]?.title ?? '';
  const asksForTitle = concepts.every((concept) => has(title, concept));
  const [first, end] = [index.firstPassage[document] ?? 0, index.firstPassage[document + 1] ?? 0];
  const scored = index.passageTexts.slice(first, end).map((passage, at) => ({
    passage,
    // Not zero, so that the outcome wins where nothing scores.
    score: Math.max(passages[first + at] ?? 0, Number.EPSILON) * (isOutcome(passage.heading) ? OUTCOME : 1),
  }));
  const decided = scored.filter(({ passage }) => isDecisionItself(passage.heading));
  const sharing = decided.filter(({ passage }) => concepts.some((concept) => has(passage.text, concept)));
  const answers = sharing.length > 0 ? sharing : asksForTitle && decided.length > 0 ? decided : scored;
  return answers.reduce<(typeof scored)[number] | undefined>(
    (best, each) => (best === undefined || each.score > best.score ? each : best),
    undefined,
  )?.passage;
}
