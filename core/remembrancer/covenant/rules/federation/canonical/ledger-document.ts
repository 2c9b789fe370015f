import { fromUtf8, utf8 } from '../../../../../common/bytes.ts';
import type { Json } from '../../../../../common/canonical-json.ts';
import { parseProof } from '../../../../proof/index.ts';
import { parseEntry, parseReceipt } from '../../../../receipt/index.ts';

/** A document of a ledger whose digest, or whose reader, asks for one form of it. */
export interface LedgerDocument {
  readonly kind: 'receipt' | 'entry' | 'proof';
  readonly value: Json;
  /** What stands behind the JSON. */
  readonly end: '' | '\n';
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
  if (isProof(value)) return { kind: 'proof', value, end: '\n' };
  if (isReceipt(value)) return { kind: 'receipt', value, end: '' };
  return isEntry(value) ? { kind: 'entry', value, end: '' } : undefined;
}

/** The texts of the receipts that a proof carries; without those that are no base64 of UTF-8. */
export function receiptsIn({ kind, value }: LedgerDocument): string[] {
  if (kind !== 'proof' || !isObject(value)) return [];
  const later = Array.isArray(value['later']) ? (value['later'] as readonly Json[]) : [];
  return [value, ...later].flatMap((part) => {
    const receipt = isObject(part) ? part['receipt'] : undefined;
    if (typeof receipt !== 'string') return [];
    try {
      return [fromUtf8(Buffer.from(receipt, 'base64'))];
    } catch {
      return [];
    }
  });
}

/** Whether a reader takes `text` as a document of that kind. */
export function isReadable(kind: LedgerDocument['kind'], text: string): boolean {
  try {
    if (kind === 'proof') parseProof(text);
    else if (kind === 'receipt') parseReceipt(utf8(text));
    else parseEntry(utf8(text));
    return true;
  } catch {
    return false;
  }
}

const isProof = ({ format }: Members): boolean =>
  typeof format === 'string' && format.startsWith('vaultmesh-proof/');

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

const isObject = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
