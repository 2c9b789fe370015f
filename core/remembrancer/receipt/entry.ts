import { fromUtf8, sha256Hex } from '../../common/bytes.ts';
import { canonicalJsonBytes, isCanonicalJson } from '../../common/canonical-json.ts';
import { VaultMeshError } from '../../common/error.ts';
import schema from '../../../ledger-schema/entry.schema.json' with { type: 'json' };
import { schemaCheck } from '../../common/json-schema.ts';
import { receiptBytes } from './receipt-bytes.ts';
import type { Receipt } from './receipt.ts';

/** One leaf of the log. `receipt` is the SHA-256 of the receipt's JCS bytes in hex; `t` is the receipt's time. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly receipt: string;
  readonly t: string;
  readonly v: 1;
}

const checkSchema = schemaCheck(schema);

/** The entry bytes of a receipt: about 250 bytes of JCS, and nothing that the receipt does not determine. */
export const entryOf = (receipt: Receipt): Uint8Array =>
  canonicalJsonBytes({
    id: receipt.id,
    kind: receipt.kind,
    receipt: sha256Hex(receiptBytes(receipt)),
    t: receipt.time,
    v: 1,
  });

/** The entry in `bytes`, which must be its canonical form. Throws `verification-failed` that starts with `name`. */
export function parseEntry(bytes: Uint8Array, name = 'The entry'): Entry {
  const refuse = (rule: string, cause?: unknown): VaultMeshError =>
    new VaultMeshError('verification-failed', `${name} is not an entry: ${rule}.`, { cause });
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch (error) {
    throw refuse('it is not JSON in UTF-8', error);
  }
  const problem = checkSchema(value);
  if (problem !== undefined) throw refuse(problem);
  const { id, kind, receipt, t, v } = value as Entry;
  const entry = { id, kind, receipt, t, v };
  if (!isCanonicalJson(entry, bytes)) throw refuse('it is not in canonical form (RFC 8785)');
  return entry;
}
