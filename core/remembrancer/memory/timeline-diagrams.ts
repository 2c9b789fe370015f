import { dayOf, mermaidTimeline } from '../browse/mermaid-timeline.ts';
import { groupForDiagrams } from './diagrams.ts';
import type { MemoryRecord } from './memory-record.ts';
import { shortName } from './short-name.ts';
import { timeline } from './timeline.ts';

/** Records as Mermaid timelines of up to 60 days and records each, the newest diagram first. */
export function timelineDiagrams(records: readonly MemoryRecord[]): string[] {
  const newestFirst = [...timeline(records).toReversed().entries()];
  // Records of two ledgers can have one id.
  return groupForDiagrams(newestFirst, ([at, { time }]) => [dayOf(time), String(at)]).map((group) =>
    mermaidTimeline(
      group.toReversed().map(([, record]) => ({
        time: record.time,
        label: `${shortName(record)} ${record.title}`,
      })),
    ),
  );
}
