import type { Subject } from '../subject.ts';
import { pathFault } from './certificate-path.ts';
import { cryptoEngine } from './crypto-engine.ts';
import { infoFault } from './info-fault.ts';
import { findSignerCertificate } from './signer-certificate.ts';
import type { TimestampFault } from './timestamp-fault.ts';
import { parseTimestampResponse } from './timestamp-token.ts';
import { tokenSignatureFault } from './token-signature.ts';

/**
 * What keeps an RFC 3161 token (a whole TimeStampResp) over `subject` from holding by the certificate that it carries
 * itself: status, imprint, a time that is not after `at`, the signature, and that the certificate is for time-stamping
 * and was valid then. Who the authority is, nobody vouches for: that is for `verifyTimestamp` and a trust file.
 */
export async function ownSignatureFault(
  tsr: Uint8Array,
  subject: Pick<Subject, 'sha256' | 'sha512'>,
  at: Date,
): Promise<TimestampFault | undefined> {
  let token: ReturnType<typeof parseTimestampResponse>;
  try {
    token = parseTimestampResponse(tsr);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { reason: 'malformed', what: `The time-stamp is not an RFC 3161 response: ${what}` };
  }
  if ('refused' in token) return { reason: 'rejected', what: `The time-stamp was refused: ${token.refused}` };
  const fault = infoFault(token.info, { subject, at });
  if (fault !== undefined) return fault;
  const engine = cryptoEngine();
  const signer = await findSignerCertificate(token, token.certificates, engine);
  if (signer === undefined) {
    return { reason: 'unknown-signer', what: 'The time-stamp does not carry the certificate of its signer' };
  }
  return (
    (await tokenSignatureFault(token, signer, engine)) ?? pathFault([signer], token.info.genTime, engine)
  );
}
