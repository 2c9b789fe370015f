import type { InvertedIndex } from './inverted-index.ts';
import type { Concept } from './read-query.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { FLOOR, SHARE } from './settings.ts';

/** What a question found. */
export interface Scores {
  /** By document: from 0, not an answer, to the sum of the shares. */
  readonly documents: Float64Array;
  /** By passage, for comparing those of one document. */
  readonly passages: Float64Array;
}

/**
 * Scores every document: its head, its best passage and its whole, each as a part of the best in the index, so that a long
 * text is not lost for its length nor a short one for its few words.
 */
export function scoreDocuments<D extends SearchDocument>(
  index: SearchIndex<D>,
  concepts: readonly Concept[],
): Scores {
  const { heads, wholes, firstPassage } = index;
  const head = scoresOf(heads, concepts);
  const whole = scoresOf(wholes, concepts);
  const passages = scoresOf(index.passages, concepts);
  const passage = new Float64Array(wholes.size).map((_, document) => {
    let best = 0;
    for (let at = firstPassage[document] ?? 0; at < (firstPassage[document + 1] ?? 0); at += 1) {
      best = Math.max(best, passages[at] ?? 0);
    }
    return best;
  });
  const covered = coverage(wholes, concepts);
  const documents = new Float64Array(wholes.size);
  for (const [scores, share] of [
    [head, SHARE.head],
    [passage, SHARE.passage],
    [whole, SHARE.whole],
  ] as const) {
    const best = scores.reduce((most, score) => Math.max(most, score), 0);
    if (best === 0) continue;
    scores.forEach((score, document) => {
      if ((covered[document] ?? 0) < FLOOR) return;
      documents[document] = (documents[document] ?? 0) + (share * score) / best;
    });
  }
  return { documents, passages };
}

function scoresOf(units: InvertedIndex, concepts: readonly Concept[]): Float64Array {
  const scores = new Float64Array(units.size);
  for (const concept of concepts) {
    for (const [term, weight] of concept) units.score(term, weight, scores);
  }
  return scores;
}

/** By document, how much of the question it has, from 0 to 1: rare words weigh more, and unknown ones the most. */
function coverage(wholes: InvertedIndex, concepts: readonly Concept[]): Float64Array {
  const covered = new Float64Array(wholes.size);
  // By document, one more than the last concept that it has.
  const marks = new Uint32Array(wholes.size);
  let all = 0;
  concepts.forEach((concept, at) => {
    const having: number[] = [];
    for (const term of concept.keys()) {
      for (const unit of wholes.unitsOf(term)) {
        if (marks[unit] !== at + 1) having.push(unit);
        marks[unit] = at + 1;
      }
    }
    const weight = wholes.inverseFrequency(having.length);
    all += weight;
    for (const unit of having) covered[unit] = (covered[unit] ?? 0) + weight;
  });
  return covered.map((weight) => weight / all);
}
