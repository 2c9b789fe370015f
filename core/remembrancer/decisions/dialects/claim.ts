export const FIELDS = [
  'id',
  'title',
  'status',
  'date',
  'decision-makers',
  'consulted',
  'informed',
  'tags',
  'summary',
  'supersedes',
  'amends',
  'relates-to',
  'affects',
  'review-by',
  'confidence',
] as const;
/** A key of the front matter, or the other end of one that other decisions have. */
export type Field = (typeof FIELDS)[number] | 'superseded-by' | 'amended-by';

/** What a file says of its decision in one place. */
export interface Claim {
  readonly field: Field;
  /** Prose that is still to be read, or items that are given one by one. */
  readonly value: string | readonly string[];
  /** Its first line in the file. */
  readonly line: number;
  /** The lines that say this and nothing else; an import puts the front matter in their place. */
  readonly lines: readonly number[];
}
