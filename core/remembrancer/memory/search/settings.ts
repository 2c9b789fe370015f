/**
 * The one setting, for every corpus. Tuned by the questions of bench/memory/questions.json; `npm run bench:memory` measures it
 * by others and on Cranfield.
 */

/** What an occurrence counts by the field that it is in, for each kind of unit. */
export const FIELDS = {
  gist: { title: 5, summary: 3, tags: 2, text: 1 },
  passage: { title: 1, summary: 1, tags: 1, heading: 1, text: 1 },
  whole: { title: 5, summary: 3, tags: 2, heading: 1, text: 1 },
} as const;

export const BM25 = {
  gist: { k1: 2, b: 0.75 },
  passage: { k1: 1.5, b: 0.75 },
  whole: { k1: 4, b: 0.9 },
} as const;

/** What a word counts that only means the same as the one asked for. */
export const SYNONYM = 0.4;

/** What a common word counts. */
export const COMMON = 0.45;

/** The power of the rarity of a term: below 1, for in a small corpus it is much by chance how many documents have a word. */
export const RARITY = 0.8;

/** What the likeness by vectors counts, where the gist, the best passage and the whole count 1 each. */
export const LIKENESS = 0.5;

/** The least coverage, from 0 to 1, by which the best document is an answer; below it nothing is found. */
export const FLOOR = 0.275;

/** How much a passage of the outcome goes before others of the same document. */
export const OUTCOME = 1.15;
