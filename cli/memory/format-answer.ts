import { printable } from '../../core/common/printable.ts';
import { columns } from '../columns.ts';
import type { Answer, Format } from './formats.ts';
import { markdownTable } from './markdown-table.ts';
import { safeJson } from '../safe-json.ts';

/**
 * The lines of an answer. `mermaid` is one diagram, as a file that Mermaid reads must be, with a comment when it is not
 * all; `md` has every diagram, fenced, below the table.
 */
export function formatAnswer({ heading, rows, text, items, diagrams }: Answer, format: Format): string[] {
  switch (format) {
    case 'table':
      return [...(text ?? columns(rows.map((row) => row.map(printable))))];
    case 'json':
      return [safeJson(items)];
    case 'ndjson':
      return items.map(safeJson);
    case 'md':
      return [
        ...markdownTable(heading, rows),
        ...diagrams.flatMap((diagram) => ['', '```mermaid', diagram, '```']),
      ];
    case 'mermaid': {
      const [newest, ...older] = diagrams;
      const note = `%% The newest of ${diagrams.length} diagrams; "--format md" has all of them.`;
      return newest === undefined ? [] : older.length > 0 ? [newest, note] : [newest];
    }
  }
}
