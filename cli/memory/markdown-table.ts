import { printable } from '../../core/common/printable.ts';

/** A table of Markdown in which every cell is plain text, whatever it says; none without rows. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map((row) => line(row.map(plain)))];
}

/** Neither markup nor HTML nor the beginning of an address, whatever the text is. */
const plain = (text: string): string =>
  printable(text).replace(
    /[^\p{L}\p{M}\p{N} .,+=…-]|(?<=www)\./giu,
    (char) => `&#${char.codePointAt(0) ?? 0};`,
  );
