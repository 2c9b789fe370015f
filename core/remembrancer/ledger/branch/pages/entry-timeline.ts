import { compareTexts } from '../../../../common/compare-texts.ts';
import { mermaidTimeline } from '../../../browse/mermaid-timeline.ts';
import type { ShownEntry } from './shown-entry.ts';

/**
 * `entries` by their days as a Mermaid timeline, in Markdown. Its nodes are the entries and their days: no more than 60
 * for 30 entries.
 */
export function entryTimeline(entries: readonly ShownEntry[]): string {
  const byTime = entries.toSorted((a, b) => compareTexts(a.t, b.t) || a.index - b.index);
  const items = byTime.map(({ t, kind, name }) => ({ time: t, label: `${kind} ${name}` }));
  return ['```mermaid', mermaidTimeline(items), '```'].join('\n');
}
