import { markdown, type ResolveLink } from './markdown.ts';
import type { Markup } from './markup.ts';

/** The Markdown of a decision as its page shows it: without front matter, and without a heading that says the title again. */
export function decisionText(text: string, title: string, resolve?: ResolveLink): Markup {
  const [, body = text] = /^---\r?\n[^]*?\r?\n---\r?\n([^]*)$/u.exec(text) ?? [];
  const rest = body.replace(/^\s*# (.*)\n/u, (line, heading: string) =>
    heading.trim() === title ? '' : line,
  );
  return markdown(rest, resolve);
}

/** The words of markup that `markup` or `markdown` made, as a reader sees them, with single blanks between them. */
export const wordsOf = ({ markup }: Markup): string =>
  inOneLine(
    markup
      .replaceAll(/<[^>]*>/gu, '')
      .replaceAll(/&(?:lt|gt|quot|#39|amp);/gu, (name) => CHARACTERS[name] ?? ''),
  );

/** `text` with single blanks for white space of any kind. */
export const inOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const CHARACTERS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
