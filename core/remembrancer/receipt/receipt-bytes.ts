import { fromUtf8 } from '../../common/bytes.ts';
import { canonicalJsonBytes, isCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { VaultMeshError } from '../../common/error.ts';
import { refuseNewer } from '../../common/refuse-newer.ts';
import { checkReceipt } from './check-receipt.ts';
import type { Receipt } from './receipt.ts';

/** The JCS bytes (RFC 8785) of a receipt: what is stored, and what its entry commits to. */
export const receiptBytes = (receipt: Receipt): Uint8Array => canonicalJsonBytes(asJson(receipt));

/** Interfaces have no index signature; every member of a receipt is JSON. */
const asJson = (receipt: Receipt): Json => receipt as unknown as Json;

/**
 * The receipt in `bytes`, which must be its canonical form. Throws `verification-failed` that starts with `name` (the
 * file) and says which rule is broken, and `incomplete` for a format that came later.
 */
export function parseReceipt(bytes: Uint8Array, name = 'The receipt'): Receipt {
  const refuse = (rule: string, cause?: unknown): VaultMeshError =>
    new VaultMeshError('verification-failed', `${name} is not a receipt: ${rule}.`, { cause });
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch (error) {
    throw refuse('it is not JSON in UTF-8', error);
  }
  refuseNewer(name, value, 1);
  const receipt = checkReceipt(value);
  if (typeof receipt === 'string') throw refuse(receipt);
  if (!isCanonicalJson(asJson(receipt), bytes)) throw refuse('it is not in canonical form (RFC 8785)');
  return receipt;
}
