/** The words of a command line. Double quotes hold several words together: `--description "A short text"`. */
export type SplitLine = { readonly words: readonly string[] } | { readonly unclosed: string };

export function splitWords(line: string): SplitLine {
  const words: string[] = [];
  const word = /\s*((?:[^\s"]|"[^"]*")+|(".*))/gy;
  for (let match = word.exec(line); match; match = word.exec(line)) {
    const [, text = '', unclosed] = match;
    if (unclosed !== undefined) return { unclosed };
    words.push(text.replaceAll('"', ''));
  }
  return { words };
}
