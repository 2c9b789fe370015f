import type { Certificate, CryptoEngine } from 'pkijs';

import { sha256Hex } from '../../../common/bytes.ts';
import { certificateDer } from './certificate-der.ts';
import { issuerFault, periodFault, signerFault } from './certificate-rules.ts';
import { isSameName, nameOf } from './distinguished-name.ts';
import type { TimestampFault } from './timestamp-fault.ts';

/** What a certificate path may end in. */
export interface TimestampAnchors {
  readonly roots: readonly Certificate[];
  /** SHA-256 in hex of the SubjectPublicKeyInfo of an authority or a CA. */
  readonly spkiPins: readonly string[];
}

export interface PathOptions {
  readonly signer: Certificate;
  /** Certificates that came with the token; they carry no trust. */
  readonly candidates: readonly Certificate[];
  readonly anchors: TimestampAnchors;
  readonly engine: CryptoEngine;
}

/** Longer than any real path; bounds the search. */
const MAX_PATH = 6;

/**
 * The paths from the signer to an anchor by names and signatures (RFC 5280, 6.1), the signer first. Whether the
 * certificates of a path may do what they do is for `pathFault` to say.
 */
export async function pathsToAnchors({
  signer,
  candidates,
  anchors,
  engine,
}: PathOptions): Promise<Certificate[][]> {
  const pinned = new Set(anchors.roots.map(fingerprintOf));
  const isAnchor = (certificate: Certificate): boolean =>
    pinned.has(fingerprintOf(certificate)) ||
    (anchors.spkiPins.length > 0 && anchors.spkiPins.includes(spkiPinOf(certificate)));
  const all = distinct([signer, ...anchors.roots, ...candidates]);
  const ends = new Set(all.filter(isAnchor));
  const issuers = await issuersBelow(ends, all, engine);

  const search = (path: readonly Certificate[], last: Certificate): Certificate[][] => {
    if (ends.has(last)) return [[...path]];
    if (path.length > MAX_PATH) return [];
    return (issuers.get(last) ?? [])
      .filter((issuer) => !path.includes(issuer))
      .flatMap((issuer) => search([...path, issuer], issuer));
  };
  return search([signer], signer);
}

/**
 * The issuers of each certificate, found from the anchors down: those of a stranger, which may issue one another at
 * will, are never reached, so they cost nothing.
 */
async function issuersBelow(
  ends: ReadonlySet<Certificate>,
  all: readonly Certificate[],
  engine: CryptoEngine,
): Promise<ReadonlyMap<Certificate, readonly Certificate[]>> {
  const issuers = new Map<Certificate, Certificate[]>();
  const waiting = [...ends];
  for (let issuer = waiting.pop(); issuer !== undefined; issuer = waiting.pop()) {
    for (const certificate of all) {
      if (ends.has(certificate) || !(await isIssuedBy(certificate, issuer, engine))) continue;
      const known = issuers.get(certificate);
      if (known === undefined) waiting.push(certificate);
      issuers.set(certificate, [...(known ?? []), issuer]);
    }
  }
  return issuers;
}

/** By name and signature. Algorithms that are not known, and signatures that do not parse, are not signed as far as can be told. */
const isIssuedBy = async (
  certificate: Certificate,
  issuer: Certificate,
  engine: CryptoEngine,
): Promise<boolean> =>
  isSameName(issuer.subject, certificate.issuer) &&
  (await certificate.verify(issuer, engine).catch(() => false));

/** The first of each certificate. */
const distinct = (certificates: readonly Certificate[]): Certificate[] => [
  ...new Map(
    certificates.toReversed().map((certificate) => [fingerprintOf(certificate), certificate]),
  ).values(),
];

/** What keeps a path from vouching for a token of that moment; an anchor's own signature is not asked. */
export function pathFault(
  path: readonly Certificate[],
  at: Date,
  engine: CryptoEngine,
): TimestampFault | undefined {
  for (const [index, certificate] of path.entries()) {
    const isAnchor = index === path.length - 1;
    const fault =
      (index === 0 ? signerFault(certificate) : issuerFault(certificate, index - 1)) ??
      (isAnchor ? undefined : signatureFault(certificate, engine)) ??
      periodFault(certificate, at);
    if (fault !== undefined) {
      return {
        reason: fault.reason,
        what: `The certificate of ${nameOf(certificate.subject)} ${fault.what}`,
      };
    }
  }
  return undefined;
}

function signatureFault(
  { signatureAlgorithm }: Certificate,
  engine: CryptoEngine,
): TimestampFault | undefined {
  return engine.getHashAlgorithm(signatureAlgorithm) === 'SHA-1'
    ? { reason: 'weak-algorithm', what: 'is signed over SHA-1' }
    : undefined;
}

/** SHA-256 in hex of the DER certificate. */
const fingerprintOf = (certificate: Certificate): string => sha256Hex(certificateDer(certificate));

/** SHA-256 in hex of the DER SubjectPublicKeyInfo. */
export const spkiPinOf = (certificate: Certificate): string =>
  sha256Hex(new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER()));
