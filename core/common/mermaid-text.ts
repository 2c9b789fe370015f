import { printable } from './printable.ts';

/** The longest text of a node, in characters. */
const LONGEST = 60;

/** `text` as plain text of a Mermaid diagram: what Mermaid, Markdown or HTML would read becomes an entity of Mermaid. */
export function mermaidText(text: string): string {
  const characters = Array.from(printable(text));
  const shown = characters.length > LONGEST ? [...characters.slice(0, LONGEST - 1), '…'] : characters;
  return shown
    .map((each) => (/[\p{L}\p{M}\p{N} .…_-]/u.test(each) ? each : `#${each.codePointAt(0) ?? 0};`))
    .join('');
}
