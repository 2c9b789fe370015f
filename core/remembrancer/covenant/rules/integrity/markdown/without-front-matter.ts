const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n/;
const END = /^(?:---|\.\.\.)[ \t]*\r?$/m;

/** `text` with empty lines in the place of its front matter, so that every line keeps its number. */
export function withoutFrontMatter(text: string): string {
  const [first] = FRONT_MATTER.exec(text) ?? [];
  if (first === undefined) return text;
  const end = END.exec(text.slice(first.length));
  if (end === null) return text;
  const length = first.length + end.index + end[0].length;
  return text.slice(0, length).replace(/[^\n]/g, '') + text.slice(length);
}
