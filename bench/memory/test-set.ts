import type { BenchDocument } from './engine.ts';

/** A question, and what each document that answers it is worth. */
export interface Question {
  readonly question: string;
  readonly gains: ReadonlyMap<string, number>;
}

/** Documents and questions on them. */
export interface TestSet {
  readonly name: string;
  readonly documents: readonly BenchDocument[];
  readonly questions: readonly Question[];
  /** Questions that none of the documents answers. */
  readonly unanswered: readonly string[];
}
