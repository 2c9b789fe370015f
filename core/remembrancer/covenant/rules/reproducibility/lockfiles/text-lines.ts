/** The lines of a text, without what ends them: one at a time, since there may be millions. */
export function* textLines(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const next = end === -1 ? text.length : end;
    yield text.slice(start, text[next - 1] === '\r' ? next - 1 : next);
    start = next + 1;
  }
}
