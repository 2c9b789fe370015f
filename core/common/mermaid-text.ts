import { printable } from './printable.ts';
import { shortened } from './shortened.ts';

/** The longest text of a node, in characters. */
const LONGEST = 60;

/** `text` as plain text of a Mermaid diagram: what Mermaid, Markdown or HTML would read becomes an entity of Mermaid. */
export const mermaidText = (text: string): string =>
  Array.from(shortened(printable(text), LONGEST), (char) =>
    /[\p{L}\p{M}\p{N} .…_-]/u.test(char) ? char : `#${char.codePointAt(0) ?? 0};`,
  ).join('');
