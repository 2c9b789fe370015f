import { decisionName } from '../decisions/decision-id.ts';
import { MADR_HEADINGS } from '../decisions/madr-headings.ts';
import { readDecision } from '../decisions/read-decision.ts';
import type { ProvenTexts } from './decision-texts.ts';
import { type MemoryRecord, targetsOf } from './memory-record.ts';
import type { Memory } from './read-memory.ts';
import { recordPath } from './record-finder.ts';
import type { SearchDocument, Section } from './search/index.ts';
import { successorFinder } from './successor-finder.ts';

/** What a search finds: a record of a memory. */
export interface MemoryDocument extends SearchDocument {
  readonly memory: Memory;
  readonly record: MemoryRecord;
  /** What took its place, the newest first. */
  readonly successors: readonly MemoryRecord[];
  /** Where its sections are from: the context of the receipt, or the text that the receipt has the digest of. */
  readonly quotedFrom: 'receipt' | 'text';
}

/**
 * The records of one of the memories that are asked, the `place`-th, as documents to search. A decision has all of its text
 * where `texts` has it.
 */
export function documentsOf(memory: Memory, texts: ProvenTexts, place: number): MemoryDocument[] {
  // Two ledgers can have one origin: a log keeps its name when its repository is renamed, and another one takes that.
  const idOf = ({ index }: MemoryRecord): string => `${memory.checkpoint.origin}#${place}#${index}`;
  const successorsOf = successorFinder(memory.records);
  return memory.records.map((record) => {
    const successors = successorsOf(record);
    return {
      ...contentOf(record, texts),
      memory,
      record,
      successors,
      id: idOf(record),
      title: record.title,
      aliases: namesOf(record),
      digests: digestsOf(record),
      supersededBy: successors.map(idOf),
      time: record.time,
    };
  });
}

type Content = Pick<MemoryDocument, 'summary' | 'tags' | 'sections' | 'quotedFrom'>;

function contentOf(record: MemoryRecord, texts: ProvenTexts): Content {
  const { kind, component, subjects } = record;
  if (kind !== 'decision') {
    return { tags: [kind, component], sections: contextOf(record), quotedFrom: 'receipt' };
  }
  const subject = subjects.find(({ sha256 }) => texts.has(sha256));
  if (subject === undefined) return { tags: [], sections: contextOf(record), quotedFrom: 'receipt' };
  const { decision } = readDecision(subject.name, texts.get(subject.sha256) ?? '');
  const { summary, tags, sections } = decision;
  return { ...(summary !== undefined && { summary }), tags, sections, quotedFrom: 'text' };
}

/** What, why, how and value, under the headings that a decision has for them; the title again only where there is no more. */
function contextOf({ kind, title, texts: { what = title, why, how, value } }: MemoryRecord): Section[] {
  const isDecision = kind === 'decision';
  const parts: [heading: string, text: string | undefined][] = [
    ['What', title.startsWith(what.trim()) && (why ?? how ?? value) !== undefined ? undefined : what],
    [isDecision ? MADR_HEADINGS.context : 'Why', why],
    [isDecision ? MADR_HEADINGS.outcome : 'How', how],
    ['Value', value],
  ];
  return parts.flatMap(([heading, text]) => (text === undefined ? [] : { heading, text }));
}

/** By what people call it. The version alone is a name too: of several that have it, all are meant. */
function namesOf(record: MemoryRecord): string[] {
  const { id, kind, component, version, number, subjects, links } = record;
  const names = [id, recordPath(record), ...targetsOf(links, 'alias')];
  if (kind !== 'decision') return [...names, version, `${component} ${version}`];
  return [
    ...names,
    component,
    ...subjects.map(({ name }) => name),
    ...(number === undefined ? [] : [decisionName(number)]),
  ];
}

const digestsOf = ({ receipt, subjects, source: { commit } }: MemoryRecord): string[] => [
  receipt,
  ...subjects.map(({ sha256 }) => sha256),
  ...(commit === undefined ? [] : [commit]),
];
