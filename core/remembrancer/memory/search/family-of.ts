import type { Lexicon } from './lexicon.ts';

/** A word of the family is at most so many letters longer. */
const LONGER = 4;

/**
 * The terms of the index that are of one family with `term` by how they begin, as `propos` of `proposal` with `proposit` of
 * `proposition`: stems keep such words apart. At least four letters and seven of ten must be the same; a term under five
 * letters has no family.
 */
export const familyOf = (term: string, lexicon: Lexicon): readonly string[] =>
  /^[a-z]{5,}$/u.test(term)
    ? lexicon
        .beginningWith(term.slice(0, Math.max(4, Math.ceil(term.length * 0.7))))
        .filter((other) => other !== term && other.length <= term.length + LONGER)
    : [];
