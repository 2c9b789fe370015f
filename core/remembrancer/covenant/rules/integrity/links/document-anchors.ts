import type { MarkdownDocument } from '../markdown/read-markdown.ts';

/** Attributes of HTML, and what other programs that read Markdown write behind a heading: `{#name}`. */
const NAMED =
  /\b(?:id|name)\s{0,9}=\s{0,9}(?:"([^"\n]{1,999})"|'([^'\n]{1,999})'|([^\s"'>]{1,999}))|\{:?\s?#([^\s}]{1,999})/gi;

/** What has a name of its own in a text. */
export const namesIn = (text: string): string[] =>
  Array.from(text.matchAll(NAMED), ([, ...names]) => names.join(''));

/** The headings of a document, in Markdown; those in HTML are their words. */
export const headingsOf = ({ blocks }: MarkdownDocument): string[] =>
  blocks.flatMap(({ kind, content }) => (kind === 'heading' ? [content] : [...htmlHeadings(content)]));

/** The words of `<h1>` to `<h6>`. */
function* htmlHeadings(html: string): Generator<string> {
  // Of ASCII alone: some other letters are longer in lower case, and no place behind them would be right.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const opening = /<h([1-6])[\s>]/g;
  for (let match = opening.exec(lower); match !== null; match = opening.exec(lower)) {
    const start = lower.indexOf('>', match.index) + 1;
    const end = lower.indexOf(`</h${match[1] ?? ''}`, start);
    if (start === 0 || end === -1) return;
    yield html
      .slice(start, end)
      .replace(/<[^<>]{0,4096}>/g, '')
      .replace(/\s+/g, ' ');
    opening.lastIndex = end;
  }
}
