/** A line without the blanks around it, and where it begins. */
export interface TextLine {
  readonly text: string;
  readonly at: number;
}

export function textLines(text: string): TextLine[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const begin = at;
    at += line.length + 1;
    return { text: line.trim(), at: begin + line.length - line.trimStart().length };
  });
}

/**
 * Finds where the line begins that first has a word of a manifest: `serde`, `my.crate`. It is 0 where there is none. The
 * words of a text are looked for once.
 */
export function linesByWord(text: string): (word: string) => number {
  const places = new Map<string, number>();
  for (const { text: line, at } of textLines(text)) {
    if (line.startsWith('#')) continue;
    for (const [word] of line.matchAll(/[\w-]+(?:\.[\w-]+)*/g)) {
      for (const part of [word, word.slice(word.lastIndexOf('.') + 1)])
        if (!places.has(part)) places.set(part, at);
    }
  }
  return (word) => places.get(word) ?? 0;
}
