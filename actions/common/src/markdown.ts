/** The lines of a Markdown table; the cells are Markdown themselves. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

/** Text that a table cell or a heading shows as it is, whatever Markdown or HTML it holds. */
export function markdownCell(text: string): string {
  return text.replace(/[\\`*_[\]<>|&]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

/** Text in a fixed-width font, for a table cell too. */
export function markdownCode(text: string): string {
  return `<code>${text.replace(/[&<>|]/g, (character) => ENTITIES[character] ?? '')}</code>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' };
