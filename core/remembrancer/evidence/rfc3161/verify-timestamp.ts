import { ObjectIdentifier, OctetString } from 'asn1js';
import type { Certificate, CryptoEngine, MessageImprint } from 'pkijs';

import { equalBytes, fromHex } from '../../../common/bytes.ts';
import { formatTime } from '../../../common/clock.ts';
import type { LayerVerdict, VerdictReason } from '../layer-verdict.ts';
import type { Subject } from '../subject.ts';
import { leadsToAnchor } from './certificate-path.ts';
import { maySignTimestamps } from './certificate-rules.ts';
import { cryptoEngine } from './crypto-engine.ts';
import { nameOf } from './distinguished-name.ts';
import { DIGEST_NAMES, OID } from './oids.ts';
import { parseAnchors } from './parse-anchors.ts';
import { findSignerCertificate, signedAttribute } from './signer-certificate.ts';
import { parseTimestampResponse, type TimestampToken } from './timestamp-token.ts';

export interface VerifyTimestampOptions {
  /** DER of the whole TimeStampResp. */
  readonly tsr: Uint8Array;
  /** What the token must be about, by SHA-256 or SHA-512. */
  readonly subject: Pick<Subject, 'sha256' | 'sha512'>;
  readonly trust: {
    /** PEM certificates. */
    readonly roots: readonly string[];
    /** SHA-256 in hex of a SubjectPublicKeyInfo. */
    readonly spkiPins: readonly string[];
  };
  /** A token from after this moment is refused. */
  readonly at: Date;
  /** The nonce of the request, where it is known. */
  readonly nonce?: Uint8Array;
  /** The policy that the authority must have followed, dotted; any when left out. */
  readonly policy?: string;
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
  const fault = checkInfo(options, token);
  if (fault !== undefined) return { ...fault, time };
  return { ...(await checkSigner(options, token)), time };
}

function checkInfo(options: VerifyTimestampOptions, { info }: TimestampToken): LayerVerdict | undefined {
  if (info.extensions?.some(({ critical }) => critical)) {
    return verdict('malformed', 'The time-stamp has a critical extension that is not understood here.');
  }
  const digest = digestFor(info.messageImprint, options.subject);
  if (digest === undefined) {
    const { algorithmId } = info.messageImprint.hashAlgorithm;
    return verdict('content-needed', `The time-stamp is over a digest that is not at hand (${algorithmId}).`);
  }
  if (!equalBytes(info.messageImprint.hashedMessage.valueBlock.valueHexView, digest)) {
    return verdict('mismatch', 'The time-stamp is for another artifact.');
  }
  const { nonce } = options;
  if (nonce && (!info.nonce || !equalBytes(info.nonce.valueBlock.valueHexView, nonce))) {
    return verdict('mismatch', 'The time-stamp does not carry the nonce of the request.');
  }
  if (options.policy !== undefined && info.policy !== options.policy) {
    return verdict('mismatch', `The time-stamp follows the policy ${info.policy}, not ${options.policy}.`);
  }
  if (info.genTime.getTime() > options.at.getTime() + 1000) {
    return verdict('in-future', `The time-stamp is from after ${formatTime(options.at)}.`);
  }
  return undefined;
}

async function checkSigner(options: VerifyTimestampOptions, token: TimestampToken): Promise<LayerVerdict> {
  const engine = cryptoEngine();
  const anchors = parseAnchors(options.trust);
  const candidates = [...token.certificates, ...anchors.roots];
  const signer = await findSignerCertificate(token.signerInfo, candidates, engine);
  if (signer === undefined) {
    return verdict(
      'unknown-signer',
      'The certificate that the time-stamp names as its signer is not at hand.',
    );
  }
  const by = nameOf(signer.subject);
  if (!(await isSignedBy(token, signer, engine))) {
    return { ...verdict('bad-signature', `The signature of ${by} on the time-stamp does not hold.`), by };
  }
  if (!maySignTimestamps(signer)) {
    return { ...verdict('wrong-usage', `The certificate of ${by} is not for time-stamping alone.`), by };
  }
  const path = { signer, candidates: token.certificates, anchors, engine };
  const at = token.info.genTime;
  if (await leadsToAnchor({ ...path, at })) {
    return { ...verdict('verified', `Time-stamped by ${by}, which the trust file pins.`), by };
  }
  if (await leadsToAnchor(path)) {
    return { ...verdict('expired', `A certificate of ${by} was not valid at ${formatTime(at)}.`), by };
  }
  return { ...verdict('unknown-signer', `No root or key that the trust file pins vouches for ${by}.`), by };
}

/** The artifact's digest by the algorithm of the token; `undefined` when it is not known. */
function digestFor(
  { hashAlgorithm }: MessageImprint,
  { sha256, sha512 }: VerifyTimestampOptions['subject'],
): Uint8Array | undefined {
  const digests: Readonly<Record<string, string | undefined>> = {
    [OID.sha256]: sha256,
    [OID.sha512]: sha512,
  };
  const digest = digests[hashAlgorithm.algorithmId];
  return digest === undefined ? undefined : fromHex(digest);
}

/** The CMS signature (RFC 5652, 5.4): over the signed attributes, which hold the type and digest of the TSTInfo. */
async function isSignedBy(
  { signerInfo, content }: TimestampToken,
  signer: Certificate,
  engine: CryptoEngine,
): Promise<boolean> {
  const { signedAttrs, signatureAlgorithm, digestAlgorithm, signature } = signerInfo;
  const type = signedAttribute(signerInfo, OID.contentType);
  const digest = signedAttribute(signerInfo, OID.messageDigest);
  const hash = DIGEST_NAMES[digestAlgorithm.algorithmId];
  if (
    signedAttrs === undefined ||
    !(type instanceof ObjectIdentifier && type.getValue() === OID.tstInfo) ||
    !(digest instanceof OctetString) ||
    hash === undefined
  ) {
    return false;
  }
  const actual = new Uint8Array(await engine.digest(hash, content));
  if (!equalBytes(actual, digest.valueBlock.valueHexView)) return false;
  const plainRsa = signatureAlgorithm.algorithmId === OID.rsaEncryption;
  if (!plainRsa && engine.getHashAlgorithm(signatureAlgorithm) === 'SHA-1') return false;
  // Throws for an algorithm it does not know, or a signature that does not parse.
  return engine
    .verifyWithPublicKey(
      signedAttrs.encodedValue,
      signature,
      signer.subjectPublicKeyInfo,
      signatureAlgorithm,
      plainRsa ? hash : undefined,
    )
    .catch(() => false);
}

function verdict(reason: VerdictReason, detail: string): LayerVerdict {
  const untrusted = reason === 'unknown-signer' || reason === 'content-needed';
  const status = reason === 'verified' ? 'valid' : untrusted ? 'untrusted' : 'invalid';
  return { layer: 'rfc3161', status, reason, detail };
}
