/** The lines of a Markdown table; the cells are Markdown themselves. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

/** Text that a table cell or a heading shows as it is, whatever Markdown, HTML or address it holds. */
export function markdownCell(text: string): string {
  return text.replace(/[\\`*_~[\]<>|&]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&').replaceAll(/\s+/g, ' ');
}

/** Text in a fixed-width font, for a table cell too. Markdown goes on within the element, so no punctuation is left to it. */
export function markdownCode(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  return `<code>${plain.replace(/[^\p{L}\p{N} /=+-]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}
