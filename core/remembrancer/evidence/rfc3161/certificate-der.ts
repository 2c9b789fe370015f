import type { Certificate } from 'pkijs';

import { concatBytes } from '../../../common/bytes.ts';

const SEQUENCE = 0x30;

/** The DER of a certificate that was read, around the very bytes that its issuer signed. */
export function certificateDer({
  tbsView,
  signatureAlgorithm,
  signatureValue,
}: Certificate): Uint8Array<ArrayBuffer> {
  const content = concatBytes(
    new Uint8Array(tbsView),
    new Uint8Array(signatureAlgorithm.toSchema().toBER()),
    new Uint8Array(signatureValue.toBER()),
  );
  return concatBytes(Uint8Array.of(SEQUENCE, ...derLength(content.length)), content);
}

/** A length as DER has it (X.690, 10.1): one byte below 128, else the number of its bytes and these. */
function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}
