import { dayOf, mermaidTimeline } from '../browse/mermaid-timeline.ts';
import { decisionName } from '../decisions/decision-id.ts';
import { groupForDiagrams } from './diagrams.ts';
import type { MemoryRecord } from './memory-record.ts';
import { timeline } from './timeline.ts';

/** Records as Mermaid timelines of up to 60 days and records each, the newest diagram first. */
export const timelineDiagrams = (records: readonly MemoryRecord[]): string[] =>
  groupForDiagrams(timeline(records).toReversed(), ({ time, id }) => [dayOf(time), id]).map((group) =>
    mermaidTimeline(group.toReversed().map((record) => ({ time: record.time, label: labelOf(record) }))),
  );

const labelOf = ({ kind, number, title }: MemoryRecord): string =>
  `${number === undefined ? kind : decisionName(number)} ${title}`;
