const BEGIN = /^---[ \t]*\r?\n/;
const END = /^(?:---|\.\.\.)[ \t]*\r?$/m;

/** What stands between two lines of three hyphens at the beginning of a document, with both; empty when there is none. */
export function frontMatterOf(text: string): string {
  const [first] = BEGIN.exec(text) ?? [];
  if (first === undefined) return '';
  const end = END.exec(text.slice(first.length));
  return end === null ? '' : text.slice(0, first.length + end.index + end[0].length);
}

/** `text` with empty lines in the place of its front matter, so that every line keeps its number. */
export function withoutFrontMatter(text: string): string {
  const { length } = frontMatterOf(text);
  return text.slice(0, length).replace(/[^\n]/g, '') + text.slice(length);
}
