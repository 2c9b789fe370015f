import { mermaidText } from '../../../../common/mermaid-text.ts';
import type { ShownEntry } from './shown-entry.ts';

/** `entries` by their days as a Mermaid timeline, in Markdown. Its nodes are the entries and their days: no more than 60 for 30 entries. */
export function entryTimeline(entries: readonly ShownEntry[]): string {
  const byTime = entries.toSorted((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : a.index - b.index));
  const days = [...Map.groupBy(byTime, ({ t }) => t.slice(0, 10))];
  const lines = days.map(([day, of]) =>
    [day, ...of.map(({ kind, name }) => mermaidText(`${kind} ${name}`))].join(' : '),
  );
  return ['```mermaid', 'timeline', ...lines.map((line) => `  ${line}`), '```'].join('\n');
}
