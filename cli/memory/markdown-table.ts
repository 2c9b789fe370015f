import { markdownText } from '../../core/common/markdown-text.ts';

/** A table of Markdown in which every cell is plain text, whatever it says; none without rows. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map((row) => line(row.map(markdownText)))];
}
