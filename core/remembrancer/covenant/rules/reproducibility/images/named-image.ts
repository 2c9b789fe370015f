import type { Range } from '../../../found.ts';

/** A place where a file names an image that is to be pulled. */
export interface NamedImage {
  /** With what variables stand for, as far as the file says it. */
  readonly image: string;
  readonly range: Range;
  /** Where `image` ends in the file, when it stands there as it is: a digest can be put there. */
  readonly end?: number;
}
