import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  parseTimestampResponse,
  type TimestampToken,
} from '../../../../../core/remembrancer/evidence/rfc3161/timestamp-token.ts';
import type { OpensslAuthority } from './openssl-authority.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export const SIGNER_FILES = ['-signer', 'signer.pem', '-inkey', 'signer.key'];

/** The token in a response. Throws when there is none. */
export function tokenOf(tsr: Uint8Array): TimestampToken {
  const token = parseTimestampResponse(tsr);
  if ('refused' in token) throw new Error(token.refused);
  return token;
}

/** A granted response with a token over `info` by `openssl cms -sign`, which makes some that `openssl ts` would not. */
export async function cmsToken(
  by: OpensslAuthority,
  info: Uint8Array,
  options: readonly string[] = [...SIGNER_FILES, '-cades'],
  type = TST_INFO,
): Promise<Uint8Array> {
  await writeFile(join(by.directory, 'tst.der'), info);
  const form = ['-binary', '-nodetach', '-econtent_type', type, '-outform', 'DER'];
  await by.openssl('cms', '-sign', ...options, ...form, '-in', 'tst.der', '-out', 'token.der');
  return timestampResponse(0, await readFile(join(by.directory, 'token.der')));
}

/** TimeStampResp ::= SEQUENCE { SEQUENCE { INTEGER status }, token } (RFC 3161, 2.4.2) */
export function timestampResponse(status: number, token: Uint8Array = new Uint8Array()): Uint8Array {
  const length = token.length + 5;
  return Uint8Array.of(0x30, 0x82, length >> 8, length & 0xff, 0x30, 3, 2, 1, status, ...token);
}
