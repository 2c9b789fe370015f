import type { Certificate, CryptoEngine } from 'pkijs';

import { formatTime } from '../../../common/clock.ts';
import type { LayerVerdict, VerdictReason } from '../layer-verdict.ts';
import { pathFault, pathsToAnchors, type TimestampAnchors } from './certificate-path.ts';
import { cryptoEngine } from './crypto-engine.ts';
import { nameOf } from './distinguished-name.ts';
import { infoFault, type ExpectedInfo } from './info-fault.ts';
import { parseAnchors } from './parse-anchors.ts';
import { findSignerCertificate } from './signer-certificate.ts';
import type { TimestampFault } from './timestamp-fault.ts';
import { parseTimestampResponse, type TimestampToken } from './timestamp-token.ts';
import { tokenSignatureFault } from './token-signature.ts';

export interface VerifyTimestampOptions extends ExpectedInfo {
  /** The whole TimeStampResp. */
  readonly tsr: Uint8Array;
  readonly trust: {
    /** PEM certificates. */
    readonly roots: readonly string[];
    /** SHA-256 in hex of a SubjectPublicKeyInfo. */
    readonly spkiPins: readonly string[];
  };
}

/**
 * Checks an RFC 3161 token: status, imprint, nonce and policy where given, the signer's ESSCertID and critical
 * extended key usage, the CMS signature, and the path to a pinned root or key. Certificates are judged at the
 * token's own time (genTime), so a token outlives the certificate that signed it.
 */
export async function verifyTimestamp(options: VerifyTimestampOptions): Promise<LayerVerdict> {
  let token: ReturnType<typeof parseTimestampResponse>;
  try {
    token = parseTimestampResponse(options.tsr);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return verdict('malformed', `The time-stamp is not an RFC 3161 response: ${what}.`);
  }
  if ('refused' in token) return verdict('rejected', `The time-stamp was refused: ${token.refused}.`);
  const time = formatTime(token.info.genTime);
  const fault = infoFault(token.info, options);
  if (fault !== undefined) return { ...verdict(fault.reason, `${fault.what}.`), time };
  return { ...(await checkSigner(options, token)), time };
}

async function checkSigner(options: VerifyTimestampOptions, token: TimestampToken): Promise<LayerVerdict> {
  const engine = cryptoEngine();
  const anchors = parseAnchors(options.trust);
  const candidates = [...token.certificates, ...anchors.roots];
  const signer = await findSignerCertificate(token, candidates, engine);
  if (signer === undefined) {
    const what = 'The certificate that the time-stamp names as its signer is not at hand.';
    return verdict('unknown-signer', what);
  }
  const by = nameOf(signer.subject);
  const fault =
    (await tokenSignatureFault(token, signer, engine)) ?? (await trustFault(token, signer, anchors, engine));
  return fault === undefined
    ? { ...verdict('verified', `Time-stamped by ${by}, which the trust file pins.`), by }
    : { ...verdict(fault.reason, `${fault.what}.`), by };
}

/** What keeps the trust file from vouching for the signer; of several paths the first tells. */
async function trustFault(
  { certificates, info }: TimestampToken,
  signer: Certificate,
  anchors: TimestampAnchors,
  engine: CryptoEngine,
): Promise<TimestampFault | undefined> {
  const paths = await pathsToAnchors({ signer, candidates: certificates, anchors, engine });
  const faults = paths.map((path) => pathFault(path, info.genTime, engine));
  if (faults.length > 0) return faults.includes(undefined) ? undefined : faults[0];
  const by = nameOf(signer.subject);
  return { reason: 'unknown-signer', what: `No root or key that the trust file pins vouches for ${by}` };
}

function verdict(reason: VerdictReason, detail: string): LayerVerdict {
  const untrusted = reason === 'unknown-signer' || reason === 'content-needed';
  const status = reason === 'verified' ? 'valid' : untrusted ? 'untrusted' : 'invalid';
  return { layer: 'rfc3161', status, reason, detail };
}
