import type { Certificate } from 'pkijs';

import { toHex } from '../../../common/bytes.ts';
import { certificateDer } from './certificate-der.ts';
import { cryptoEngine } from './crypto-engine.ts';
import { isSameName } from './distinguished-name.ts';
import { OID } from './oids.ts';
import { findSignerCertificate } from './signer-certificate.ts';
import { parseTimestampResponse, type TimestampToken } from './timestamp-token.ts';

/** What a token says of itself; nothing of it is verified. */
export interface TimestampContent {
  /** genTime. */
  readonly time: Date;
  /** What it is over, in hex; absent when it is over another digest than SHA-256. */
  readonly sha256?: string;
  /**
   * The first end of a certificate on the way from its signer up, as far as the token carries them; absent when it does
   * not carry that of its signer.
   */
  readonly expires?: Date;
  /** The DER of its signer's certificate, where it carries that. */
  readonly signer?: Uint8Array;
}

/** Reads a granted TimeStampResp (RFC 3161), or says in a few words why it is none. */
export async function readTimestamp(tsr: Uint8Array): Promise<TimestampContent | string> {
  try {
    const token = parseTimestampResponse(tsr);
    return 'refused' in token ? `it was refused: ${token.refused}` : await contentOf(token);
  } catch (error) {
    return `it is not an RFC 3161 response: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function contentOf(token: TimestampToken): Promise<TimestampContent> {
  const { genTime, messageImprint } = token.info;
  const isSha256 = messageImprint.hashAlgorithm.algorithmId === OID.sha256;
  const signer = await findSignerCertificate(token, token.certificates, cryptoEngine());
  return {
    time: genTime,
    ...(isSha256 && { sha256: toHex(messageImprint.hashedMessage.valueBlock.valueHexView) }),
    ...(signer && { expires: firstEnd(signer, token.certificates), signer: certificateDer(signer) }),
  };
}

function firstEnd(signer: Certificate, certificates: readonly Certificate[]): Date {
  const path = [signer];
  for (const certificate of path) {
    // By name alone: a stranger's certificate could only make the token look older than it is.
    const isNew = (other: Certificate): boolean =>
      !path.includes(other) && isSameName(other.subject, certificate.issuer);
    path.push(...certificates.filter(isNew));
  }
  return new Date(Math.min(...path.map(({ notAfter }) => notAfter.value.getTime())));
}
