import { textLines } from '../../../text/text-lines.ts';

/**
 * Finds where the line begins, behind its blanks, that first has a word of a manifest: `serde`, `my.crate`. It is 0 where
 * there is none. The words of a text are looked for once.
 */
export function linesByWord(text: string): (word: string) => number {
  const places = new Map<string, number>();
  for (const { line, at } of textLines(text)) {
    const begin = line.search(/\S/u);
    if (line[begin] === '#') continue;
    for (const [word] of line.matchAll(/[\w-]+(?:\.[\w-]+)*/g)) {
      for (const part of [word, word.slice(word.lastIndexOf('.') + 1)])
        if (!places.has(part)) places.set(part, at + begin);
    }
  }
  return (word) => places.get(word) ?? 0;
}
