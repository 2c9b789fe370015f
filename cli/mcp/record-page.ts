import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import {
  decisionName,
  type Memory,
  type MemoryRecord,
  successorFinder,
} from '../../core/remembrancer/memory/index.ts';
import { clipped, fencedItems, fencedText, type NewMark, noticeOf, ownLine } from './fence.ts';
import type { LedgerView } from './live-ledger.ts';
import { adrUri, memoryUri, proofUri } from './uris.ts';

/** What is given of what the records of a page say, and as much again of the texts of decisions; and of one line; in characters. */
const LONGEST_PAGE = 24_000;
const LONGEST_LINE = 200;

/** What, why, how and value. */
const TEXTS = 4;

/** The most records of a page, and the most links and artifacts, of one record or more; the receipts have all of them. */
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
  const successorsOf = successorFinder(memory.records);
  const share = Math.floor(LONGEST_PAGE / Math.max(1, shown.length));
  return [
    `${counted(records.length, 'record')} of ${treeOf(memory)}`,
    ...(shown.length < records.length
      ? [`The last ${MOST} are shown; search_memories finds the others.`]
      : []),
    ...shown.map(({ index }) => `Entry ${index} is proven by ${proofUri(index, memory.size)}`),
    noticeOf(mark),
    fencedItems(
      shown.map((record) =>
        recordItem(record, successorsOf(record), {
          longest: Math.floor(share / TEXTS),
          most: Math.max(1, Math.floor(MOST / shown.length)),
        }),
      ),
      mark,
    ),
    ...shown.flatMap((record) => {
      const text = textOf(record, texts);
      return text === undefined
        ? []
        : [
            `The text of ${nameOf(record)}, which its receipt has the SHA-256 of:`,
            fencedText(clipped(text, share), mark),
          ];
    }),
  ].join('\n');
}

/** That of a decision; of one that was recorded with several, the first, so that a page has an end. */
const textOf = ({ kind, subjects }: MemoryRecord, texts: LedgerView['texts']): string | undefined =>
  kind === 'decision'
    ? subjects.map(({ sha256 }) => texts.get(sha256)).find((text) => text !== undefined)
    : undefined;

/** The longest name of a key that is honest has about half of it. */
const LONGEST_KEY = 300;

/** What everything here is proven by, in words without anything that a writer of records chose. */
export const treeOf = ({ size, root, verifierKey }: Memory): string =>
  `the tree of ${counted(size, 'entry', 'entries')} with the root ${toBase64(root)}, signed by ${ownLine(verifierKey, LONGEST_KEY)}.`;

/** How a person or a model calls a record, without a word of its writer. */
export const nameOf = ({ number, index }: Pick<MemoryRecord, 'number' | 'index'>): string =>
  number === undefined ? `entry ${index}` : decisionName(number);

/** Where the page of a record is: a decision has one of its own. */
export const uriOf = (record: MemoryRecord): string =>
  record.kind === 'decision' ? adrUri(record) : memoryUri(record);

/** Where to read what took its place. */
export const supersededBy = (successors: readonly MemoryRecord[]): object =>
  successors.length === 0 ? {} : { supersededBy: successors.slice(0, 3).map(uriOf) };

/** `longest` is for one text, `most` for each list. */
const recordItem = (
  record: MemoryRecord,
  successors: readonly MemoryRecord[],
  { longest, most }: { readonly longest: number; readonly most: number },
): object => ({
  entry: record.index,
  id: record.id,
  kind: record.kind,
  ...(record.number !== undefined && { number: decisionName(record.number) }),
  component: clipped(record.component, LONGEST_LINE),
  version: clipped(record.version, LONGEST_LINE),
  time: record.time,
  status: clipped(record.status, LONGEST_LINE),
  ...supersededBy(successors),
  title: clipped(record.title, LONGEST_LINE),
  ...Object.fromEntries(
    (['what', 'why', 'how', 'value'] as const).map((part) => [part, cutText(record.texts[part], longest)]),
  ),
  ...listed(
    'links',
    record.links,
    most,
    ({ rel, target }) => `${clipped(rel, LONGEST_LINE)} ${clipped(target, LONGEST_LINE)}`,
  ),
  ...listed('artifacts', record.subjects, most, ({ name, sha256 }) => ({
    name: clipped(name, LONGEST_LINE),
    sha256,
  })),
  source: Object.fromEntries(
    Object.entries<string>(record.source).map(([name, value]) => [name, clipped(value, LONGEST_LINE)]),
  ),
  receipt: record.receipt,
});

/** The first of a list, where it has any, and how many those are of how many. */
const listed = <Item>(
  name: string,
  items: readonly Item[],
  most: number,
  show: (item: Item) => unknown,
): object =>
  items.length === 0
    ? {}
    : {
        [name]: items.slice(0, most).map(show),
        ...(items.length > most && { [`${name}Cut`]: `${most} of ${items.length}` }),
      };

/** What is not there stays out of JSON. */
const cutText = (text: string | undefined, longest: number): string | undefined =>
  text === undefined ? undefined : clipped(text, longest);
