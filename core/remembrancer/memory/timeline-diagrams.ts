import { dayOf, mermaidTimeline } from '../browse/mermaid-timeline.ts';
import { groupForDiagrams } from './diagrams.ts';
import type { MemoryRecord } from './memory-record.ts';
import { shortName } from './short-name.ts';
import { timeline } from './timeline.ts';

/** Records as Mermaid timelines of up to 60 days and records each, the newest diagram first. */
export const timelineDiagrams = (records: readonly MemoryRecord[]): string[] =>
  groupForDiagrams(timeline(records).toReversed(), ({ time, id }) => [dayOf(time), id]).map((group) =>
    mermaidTimeline(
      group
        .toReversed()
        .map((record) => ({ time: record.time, label: `${shortName(record)} ${record.title}` })),
    ),
  );
