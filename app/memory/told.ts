import { markdownText } from '../../core/common/markdown-text.ts';
import { printable } from '../../core/common/printable.ts';
import { shortened } from '../../core/common/shortened.ts';

/** `text` of a ledger or a release as an answer shows it: plain text of at most `most` characters, whatever it says. */
export const told = (text: string, most = 300): string => markdownText(shortened(text, most));

/** A key, a digest or another name that has to be there whole, as code; of a longer one the beginning. */
export const inCode = (text: string): string =>
  `\`${shortened(printable(text), 300).replace(/[`|]/g, ' ')}\``;

/** The lines of a table; the cells are Markdown. */
export const markdownTable = (heading: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
