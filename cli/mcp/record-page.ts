import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { decisionName, type Memory, type MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { clipped, fencedItems, fencedText, type NewMark, noticeOf } from './fence.ts';
import type { LedgerView } from './live-ledger.ts';
import { adrUri, memoryUri, proofUri } from './uris.ts';

/** What is given of the texts of one page, of one text when they are many, and of one line, in characters. */
const LONGEST_PAGE = 24_000;
const SHORTEST_CUT = 400;
const LONGEST_LINE = 200;

/** What, why, how and value. */
const TEXTS = 4;

/** The most records of a page, and the most links and artifacts of a record; the receipts have all of them. */
const MOST = 20;

/**
 * Records as a resource: what the server says of them, and fenced, one in each line, what their writers said; then the
 * texts of decisions, each in a fence of its own.
 */
export function recordPage(
  records: readonly MemoryRecord[],
  { memory, texts }: Pick<LedgerView, 'memory' | 'texts'>,
  newMark: NewMark,
): string {
  const mark = newMark();
  const shown = records.slice(-MOST);
  const share = Math.floor(LONGEST_PAGE / Math.max(1, shown.length));
  const longest = Math.max(SHORTEST_CUT, Math.floor(share / TEXTS));
  return [
    `${counted(records.length, 'record')} of ${treeOf(memory)}`,
    ...(shown.length < records.length ? [`The newest ${MOST} are shown.`] : []),
    ...shown.map(({ index }) => `Entry ${index} is proven by ${proofUri(index, memory.size)}`),
    noticeOf(mark),
    fencedItems(
      shown.map((record) => recordItem(record, longest)),
      mark,
    ),
    ...shown.flatMap((record) =>
      textsOf(record, texts).map(
        (text) =>
          `The text of ${nameOf(record)}, which its receipt has the SHA-256 of:\n${fencedText(clipped(text, share), mark)}`,
      ),
    ),
  ].join('\n');
}

const textsOf = ({ kind, subjects }: MemoryRecord, texts: LedgerView['texts']): string[] =>
  kind === 'decision' ? subjects.flatMap(({ sha256 }) => texts.get(sha256) ?? []) : [];

/** What everything here is proven by, in words without anything that a writer of records chose. */
export const treeOf = ({ size, root, verifierKey }: Memory): string =>
  `the tree of ${counted(size, 'entry', 'entries')} with the root ${toBase64(root)}, signed by ${verifierKey}.`;

/** How a person or a model calls a record, without a word of its writer. */
export const nameOf = ({ number, index }: Pick<MemoryRecord, 'number' | 'index'>): string =>
  number === undefined ? `entry ${index}` : decisionName(number);

/** Where the page of a record is: a decision has one of its own. */
export const uriOf = (record: MemoryRecord): string =>
  record.kind === 'decision' ? adrUri(record) : memoryUri(record);

const recordItem = (record: MemoryRecord, longest: number): object => ({
  entry: record.index,
  id: record.id,
  kind: record.kind,
  ...(record.number !== undefined && { number: decisionName(record.number) }),
  component: clipped(record.component, LONGEST_LINE),
  version: clipped(record.version, LONGEST_LINE),
  time: record.time,
  status: clipped(record.status, LONGEST_LINE),
  title: clipped(record.title, LONGEST_LINE),
  ...Object.fromEntries(
    (['what', 'why', 'how', 'value'] as const).map((part) => [part, cutText(record.texts[part], longest)]),
  ),
  ...(record.links.length > 0 && {
    links: record.links
      .slice(0, MOST)
      .map(({ rel, target }) => `${clipped(rel, LONGEST_LINE)} ${clipped(target, LONGEST_LINE)}`),
  }),
  ...(record.subjects.length > 0 && {
    artifacts: record.subjects
      .slice(0, MOST)
      .map(({ name, sha256 }) => ({ name: clipped(name, LONGEST_LINE), sha256 })),
  }),
  source: record.source,
  receipt: record.receipt,
});

/** What is not there stays out of JSON. */
const cutText = (text: string | undefined, longest: number): string | undefined =>
  text === undefined ? undefined : clipped(text, longest);
