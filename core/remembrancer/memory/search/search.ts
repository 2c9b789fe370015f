import { addShare } from './add-share.ts';
import { bestPassage } from './best-passage.ts';
import { coverage } from './coverage.ts';
import type { Likeness } from './likeness.ts';
import { unmatchedWords } from './unmatched-words.ts';
import type { Passage } from './passages-of.ts';
import { readQuery } from './read-query.ts';
import { scoreDocuments } from './score-documents.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { FLOOR, LIKENESS } from './settings.ts';
import { tokenize } from './tokenize.ts';
import { underSuccessor } from './under-successor.ts';

export interface Hit<D extends SearchDocument> {
  readonly document: D;
  /** For comparing hits of one question: it says nothing across questions. Infinity for what the question names. */
  readonly score: number;
  /** What answers, to be quoted; a document without text has none. */
  readonly passage?: Passage;
  /** The words of the question that nothing in it speaks of; common words are left out. */
  readonly unmatched: readonly string[];
}

export interface SearchOptions<D extends SearchDocument> {
  /** Which documents may be found: by kind, status, component, time. The order of the others stays as it is. */
  readonly filter?: (document: D) => boolean;
  /** The most hits that are wanted. */
  readonly limit?: number;
  /**
   * How alike the question and each document are by vectors, as `embedIndex` tells it. It orders
   * what is found; whether anything is, the words tell.
   */
  readonly likeness?: Likeness;
}

/**
 * The documents that answer `question`, the best first, and the same ones in the same order each time. What the question
 * names by id, alias or digest comes before all else, and alone when the question says nothing more. A superseded document
 * stands behind its successor. Empty when the best document has too little of the question to be an answer.
 */
export function search<D extends SearchDocument>(
  index: SearchIndex<D>,
  question: string,
  { filter = () => true, limit = 10, likeness }: SearchOptions<D> = {},
): readonly Hit<D>[] {
  const { named, tokens } = splitQuestion(index, question);
  const concepts = readQuery(tokens, index.lexicon);
  const { documents: scores, passages } = scoreDocuments(index, concepts);
  const rankedOf = (number: number): Ranked<D>[] => {
    const document = index.documents[number];
    return document !== undefined && filter(document)
      ? [{ document, number, score: scores[number] ?? 0 }]
      : [];
  };
  const scored = (): Ranked<D>[] =>
    [...scores.keys()].filter((number) => (scores[number] ?? 0) > 0).flatMap(rankedOf);
  const best = scored().reduce<Ranked<D> | undefined>(
    (best, each) => (best === undefined || byRank(each, best) < 0 ? each : best),
    undefined,
  );
  if (best === undefined || coverage(index, concepts, best.number) < FLOOR) scores.fill(0);
  else if (likeness !== undefined) addShare(scores, likeness, LIKENESS);
  for (const number of named) scores[number] = Infinity;
  const admit = (id: string): Ranked<D> | undefined =>
    index.ids
      .find(id)
      .flatMap(rankedOf)
      .find(({ document }) => document.id === id);
  return underSuccessor(scored().sort(byRank), admit)
    .slice(0, limit)
    .map(({ document, number, score }) => {
      const passage = bestPassage(index, number, { concepts, passages });
      const unmatched = unmatchedWords(index, concepts, number);
      return { document, score, ...(passage !== undefined && { passage }), unmatched };
    });
}

interface Ranked<D extends SearchDocument> {
  readonly document: D;
  readonly number: number;
  readonly score: number;
}

/** The documents that the question names, and the tokens that name none. */
function splitQuestion<D extends SearchDocument>(
  { ids }: SearchIndex<D>,
  question: string,
): { named: ReadonlySet<number>; tokens: readonly string[] } {
  const whole = ids.find(question.trim());
  if (whole.length > 0) return { named: new Set(whole), tokens: [] };
  const named = new Set<number>();
  const tokens = tokenize(question).filter((token) => {
    // A name has a digit: a slug of one word is a word.
    const found = /\d/u.test(token) ? ids.find(token) : [];
    for (const number of found) named.add(number);
    return found.length === 0;
  });
  return { named, tokens };
}

/** The better one first; of equals the younger, then by id. */
function byRank<D extends SearchDocument>(a: Ranked<D>, b: Ranked<D>): number {
  if (a.score !== b.score) return b.score - a.score;
  const [first, second] = [a.document.time ?? '', b.document.time ?? ''];
  if (first !== second) return first > second ? -1 : 1;
  return a.document.id < b.document.id ? -1 : 1;
}
