/**
 * The one setting, for every corpus. Tuned on the first half of the questions of bench/memory; `npm run bench:memory`
 * measures it on the other half and on Cranfield.
 */

/** What an occurrence counts by the field that it is in, for each kind of unit. */
export const FIELDS = {
  head: { title: 5, summary: 3, tags: 2 },
  passage: { title: 1, summary: 1, tags: 1, heading: 1, text: 1 },
  whole: { title: 5, summary: 3, tags: 2, heading: 1, text: 1 },
} as const;

export const BM25 = {
  head: { k1: 3, b: 0.5 },
  passage: { k1: 1.5, b: 0.75 },
  whole: { k1: 4, b: 0.9 },
} as const;

/** What each kind of unit has to say in the sum. */
export const SHARE = { head: 0.6, passage: 1, whole: 1 } as const;

/** What a word counts that only means the same as the one asked for. */
export const SYNONYM = 0.5;

/** The least part of what the question weighs that a document must have, from 0 to 1; below it is not an answer. */
export const FLOOR = 0.15;

/** How much a passage of the outcome goes before others of the same document. */
export const OUTCOME = 1.15;
