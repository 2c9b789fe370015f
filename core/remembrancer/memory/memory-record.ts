import { sha256Hex } from '../../common/bytes.ts';
import { shortened } from '../../common/shortened.ts';
import type { LedgerEntry } from '../ledger/index.ts';
import type { Receipt } from '../receipt/index.ts';

/** One record of a ledger as people ask for it. All its texts are the writer's: data, never markup and never a command. */
export interface MemoryRecord {
  /** Its place in the log. */
  readonly index: number;
  /** The operation id. */
  readonly id: string;
  readonly kind: string;
  readonly component: string;
  readonly version: string;
  /** RFC 3339 in UTC, whole seconds; the writer's claim. The order of the log is by `index`. */
  readonly time: string;
  /** An accepted decision is the n-th of its log; what revises it has its number too. */
  readonly number?: number;
  /** The operation id of the first record of the decision that this one revises. */
  readonly revises?: string;
  /** One line: what was done or decided, else component and version, and why; of a deployment also where to. */
  readonly title: string;
  /**
   * Of a decision `accepted` unless its receipt says otherwise, of all else `recorded`; `superseded` by a later record, or
   * `revised` by a later one of the same decision, which says what became of it.
   */
  readonly status: string;
  /** What, why, how and value, as the receipt has them. */
  readonly texts: NonNullable<Receipt['context']>;
  readonly links: NonNullable<Receipt['links']>;
  readonly subjects: Receipt['subjects'];
  readonly source: NonNullable<Receipt['source']>;
  /** SHA-256 of the receipt's bytes, in hex. */
  readonly receipt: string;
}

/** The record of one entry, as its own receipt has it: what later entries say of it is not known here. */
export function memoryRecord({
  index,
  receipt,
  receiptBytes,
}: Pick<LedgerEntry, 'index' | 'receipt' | 'receiptBytes'>): MemoryRecord {
  const { id, kind, component, version, time, context = {}, links = [], subjects, source = {} } = receipt;
  return {
    index,
    id,
    kind,
    component,
    version,
    time,
    title: titleOf(receipt),
    status: recordedStatus({ kind, links }),
    texts: context,
    links,
    subjects,
    source,
    receipt: sha256Hex(receiptBytes),
  };
}

const LONGEST_REASON = 80;

function titleOf({ kind, component, version, context = {}, links = [] }: Receipt): string {
  const done = firstLine(context.what);
  const where = kind === 'deployment' ? targetsOf(links, 'environment').join(', ') : '';
  const there = where === '' || done?.includes(where) === true ? '' : ` to ${where}`;
  if (done !== undefined) return `${done}${there}`;
  const why = kind === 'decision' ? undefined : firstLine(context.why);
  const reason = why === undefined ? '' : `: ${shortened(why, LONGEST_REASON)}`;
  return `${component} ${version}${there}${reason}`;
}

/** The status by a record's own receipt, whatever later ones say. */
export const recordedStatus = ({ kind, links }: Pick<MemoryRecord, 'kind' | 'links'>): string =>
  targetsOf(links, 'status')[0] ?? (kind === 'decision' ? 'accepted' : 'recorded');

/** The first record of the same decision; of all else, and of a decision that nothing revises, the record itself. */
export const firstRecordId = ({ id, revises }: MemoryRecord): string => revises ?? id;

/** What the links of one relation point to, in their order. */
export const targetsOf = (links: MemoryRecord['links'], relation: string): string[] =>
  links.filter(({ rel }) => rel === relation).map(({ target }) => target);

const firstLine = (text = ''): string | undefined =>
  text
    .split(/[\r\n\u2028\u2029]/u)
    .map((line) => line.trim())
    .find((line) => line !== '');
