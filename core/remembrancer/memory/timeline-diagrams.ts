import { mermaidText } from '../../common/mermaid-text.ts';
import { groupForDiagrams } from './diagrams.ts';
import type { MemoryRecord } from './memory-record.ts';
import { decisionName } from '../decisions/decision-id.ts';
import { timeline } from './timeline.ts';

/** Records as Mermaid timelines of up to 60 days and records each, the newest diagram first. */
export const timelineDiagrams = (records: readonly MemoryRecord[]): string[] =>
  groupForDiagrams(timeline(records).toReversed(), (record) => [dayOf(record), record.id]).map((group) =>
    timelineDiagram(group.toReversed()),
  );

function timelineDiagram(records: readonly MemoryRecord[]): string {
  const days = [...Map.groupBy(records, dayOf)];
  const lines = days.map(([day, of]) => [day, ...of.map((record) => mermaidText(nameOf(record)))]);
  return ['timeline', ...lines.map((line) => `  ${line.join(' : ')}`)].join('\n');
}

const dayOf = ({ time }: MemoryRecord): string => time.slice(0, 10);

const nameOf = ({ kind, number, title }: MemoryRecord): string =>
  `${number === undefined ? kind : decisionName(number)} ${title}`;
