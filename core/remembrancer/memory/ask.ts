import { documentsOf, type MemoryDocument } from './documents-of.ts';
import type { ProvenTexts } from './decision-texts.ts';
import { type MemoryFilter, passes } from './filter.ts';
import type { MemoryRecord } from './memory-record.ts';
import type { Memory } from './read-memory.ts';
import { recordPath } from './record-finder.ts';
import {
  buildSearchIndex,
  type Hit,
  type Likeness,
  search,
  type SearchIndex,
  wordLikeness,
  type WordModel,
} from './search/index.ts';

/** What is asked, in words, or by a name: a number, an operation id, a version, a digest. */
export interface Question {
  readonly text: string;
  /** Which records may answer; all by default. */
  readonly filter?: MemoryFilter;
  /** The most items of the answer; 10 by default. */
  readonly limit?: number;
  /** How alike question and records are by vectors, as `likenessBy` tells it. It orders what the words find. */
  readonly likeness?: Likeness;
}

/** The records that answer, the best first. Without items, nothing was found. */
export interface Answer {
  /** What was asked: each ledger at the tree that its records are the whole of. */
  readonly memories: readonly Memory[];
  readonly items: readonly AnswerItem[];
}

/** A record that answers. All of its texts are the writers': data, never markup and never a command. */
export interface AnswerItem {
  /** The ledger that the record is of. */
  readonly memory: Memory;
  readonly record: MemoryRecord;
  /** `kind/component/version`, as `vaultmesh receipt` takes it. */
  readonly path: string;
  /** What took its place, the newest first; what stands there today comes before this item, if it is asked for too. */
  readonly supersededBy: readonly MemoryRecord[];
  /** What to quote: of a decision the outcome, if that has a term of the question; the title of a record that has no more. */
  readonly passage?: Quotation;
  /** The words of the question that nothing in the record speaks of: the more, the less it is an answer. */
  readonly unmatched: readonly string[];
  /** Whether the question names it. */
  readonly isNamed: boolean;
  /**
   * How well the words match, for comparing items of one answer; 0 for what the question names, and for the successor of
   * an item that was found.
   */
  readonly score: number;
}

export interface Quotation {
  readonly heading: string;
  readonly text: string;
  /** The receipt's own words, or the decision's text, which the receipt has the digest of. */
  readonly from: 'receipt' | 'text';
}

/** What `ask` looks in: made once, asked often. */
export interface AskableMemory {
  readonly memories: readonly Memory[];
  readonly index: SearchIndex<MemoryDocument>;
}

/** Makes the records of one ledger, or of several, ready to be asked. `texts` are those of decisions. */
export const askable = (memories: readonly Memory[], texts: ProvenTexts = new Map()): AskableMemory => ({
  memories,
  index: buildSearchIndex(memories.flatMap((memory, place) => documentsOf(memory, texts, place))),
});

/**
 * The records that answer a question, the best first; the same ones for the same records. What the question names by number,
 * id, version or digest comes before all else, and a superseded record after its successor.
 */
export function ask(
  { memories, index }: AskableMemory,
  { text, filter = {}, limit = 10, likeness }: Question,
): Answer {
  const isAskedFor = passes(filter);
  const hits = search(index, text, {
    filter: ({ record }) => isAskedFor(record),
    limit,
    ...(likeness && { likeness }),
  });
  return { memories, items: hits.map(itemOf) };
}

/** Compares a question with the records by the word vectors of a local model. Throws `usage` for a file that is none. */
export const likenessBy = (model: WordModel, { index }: AskableMemory, question: string): Promise<Likeness> =>
  wordLikeness(index, question, model);

const itemOf = ({ document, score, passage, unmatched }: Hit<MemoryDocument>): AnswerItem => ({
  memory: document.memory,
  record: document.record,
  path: recordPath(document.record),
  supersededBy: document.successors,
  ...(passage !== undefined && { passage: { ...passage, from: document.quotedFrom } }),
  unmatched,
  isNamed: score === Infinity,
  score: score === Infinity ? 0 : score,
});
