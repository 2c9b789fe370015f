import { utf8 } from '../../../../../common/bytes.ts';
import type { Json } from '../../../../../common/canonical-json.ts';
import { parseEntry, parseReceipt } from '../../../../receipt/index.ts';

/** A document of a ledger of whose bytes a digest is. */
export interface LedgerDocument {
  readonly kind: 'receipt' | 'entry';
  readonly value: Json;
}

type Members = Readonly<Record<string, Json | undefined>>;

/** Which document `text` is by its members; `undefined` for another one, and for what is no JSON. */
export function ledgerDocument(text: string): LedgerDocument | undefined {
  let value: Json;
  try {
    // `JSON.parse` gives nothing else.
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (isReceipt(value)) return { kind: 'receipt', value };
  return isEntry(value) ? { kind: 'entry', value } : undefined;
}

/** Whether a reader takes `text` as a document of that kind. */
export function isReadable(kind: LedgerDocument['kind'], text: string): boolean {
  try {
    if (kind === 'receipt') parseReceipt(utf8(text));
    else parseEntry(utf8(text));
    return true;
  } catch {
    return false;
  }
}

const isReceipt = ({ v, id, kind, time, subjects, evidence, missing }: Members): boolean =>
  v === 1 &&
  [id, kind, time].every((text) => typeof text === 'string') &&
  [subjects, evidence, missing].every((list) => Array.isArray(list));

const isEntry = ({ v, id, kind, t, receipt, ...others }: Members): boolean =>
  v === 1 &&
  [id, kind, t].every((text) => typeof text === 'string') &&
  typeof receipt === 'string' &&
  /^[0-9a-f]{64}$/u.test(receipt) &&
  Object.keys(others).length === 0;

const isObject = (value: Json): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
