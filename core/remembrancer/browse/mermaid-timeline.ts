import { mermaidText } from '../../common/mermaid-text.ts';

/** Something on a timeline. */
export interface TimelineItem {
  /** RFC 3339 in UTC. */
  readonly time: string;
  readonly label: string;
}

/** `items` in their order as a Mermaid timeline (https://mermaid.js.org/syntax/timeline.html), those of a day together. */
export function mermaidTimeline(items: readonly TimelineItem[]): string {
  const days = [...Map.groupBy(items, ({ time }) => dayOf(time))];
  const lines = days.map(([day, of]) => [day, ...of.map(({ label }) => mermaidText(label))]);
  return ['timeline', ...lines.map((line) => `  ${line.join(' : ')}`)].join('\n');
}

/** The day of a moment, as a timeline shows it: YYYY-MM-DD. */
export const dayOf = (time: string): string => time.slice(0, 10);
