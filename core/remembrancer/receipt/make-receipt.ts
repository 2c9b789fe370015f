import { sha256Hex } from '../../common/bytes.ts';
import { formatTime } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import { checkReceipt } from './check-receipt.ts';
import type { EvidenceFile } from './evidence-file.ts';
import type { Receipt } from './receipt.ts';

/** What a receipt is made of: evidence and the people's side file come as content, and are taken in by digest. */
export interface ReceiptContent extends Omit<Receipt, 'v' | 'time' | 'evidence' | 'people'> {
  readonly time: Date;
  readonly evidence: readonly EvidenceFile[];
  /** The side file made by `sealPeople`. */
  readonly people?: Uint8Array;
}

/** The receipt of `content`. Throws `usage` that names the field, when a field breaks a rule of the format. */
export function makeReceipt({ time, evidence, people, ...fields }: ReceiptContent): Receipt {
  const receipt = checkReceipt({
    v: 1,
    ...fields,
    time: formatTime(time),
    evidence: evidence.map(({ layer, n, subject, content }) => ({
      layer,
      n,
      ...(subject === undefined ? {} : { subject }),
      sha256: sha256Hex(content),
    })),
    ...(people === undefined ? {} : { people: { sha256: sha256Hex(people) } }),
  });
  if (typeof receipt === 'string') {
    throw new VaultMeshError('usage', `The receipt of ${fields.id} cannot be made: ${receipt}.`);
  }
  return receipt;
}
