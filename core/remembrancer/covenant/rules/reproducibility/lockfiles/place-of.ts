import type { Range } from '../../../found.ts';

/** Where the last of some words stands that follow each other in a text; `undefined` when they do not. */
export function placeOf(text: string, words: readonly string[]): Range | undefined {
  let place: Range = { start: 0, end: 0 };
  for (const word of words) {
    const start = text.indexOf(word, place.end);
    if (start === -1) return undefined;
    place = { start, end: start + word.length };
  }
  return place;
}
