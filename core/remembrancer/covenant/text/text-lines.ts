/** A line of a text, without what ends it. */
export interface TextLine {
  readonly line: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/** The lines of a text: one at a time, since there may be millions. */
export function* textLines(text: string): Generator<TextLine> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end;
    yield { line: text.slice(at, text[next - 1] === '\r' ? next - 1 : next), at };
    at = next + 1;
  }
}
