import type { Range } from '../../../found.ts';

/** Where the last of some words stands that follow each other in a text; `undefined` when they do not. */
export function placeOf(text: string, words: readonly string[]): Range | undefined {
  let end = 0;
  let start = -1;
  for (const word of words) {
    start = text.indexOf(word, end);
    if (start === -1) return undefined;
    end = start + word.length;
  }
  return start === -1 ? undefined : { start, end };
}
