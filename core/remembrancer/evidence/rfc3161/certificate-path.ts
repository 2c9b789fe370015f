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
export async function pathsToAnchors({ signer, ...options }: PathOptions): Promise<Certificate[][]> {
  const { candidates, anchors } = options;
  const pinned = new Set(anchors.roots.map(fingerprintOf));
  const isAnchor = (certificate: Certificate): boolean =>
    pinned.has(fingerprintOf(certificate)) ||
    (anchors.spkiPins.length > 0 && anchors.spkiPins.includes(spkiPinOf(certificate)));
  const ends = new Set([signer, ...anchors.roots, ...candidates].filter(isAnchor));
  // Each pair of certificates is looked at once, however many paths it is part of.
  const known = new Map<Certificate, Certificate[]>();

  const search = async (path: readonly Certificate[], last: Certificate): Promise<Certificate[][]> => {
    if (ends.has(last)) return [[...path]];
    if (path.length > MAX_PATH) return [];
    const issuers = known.get(last) ?? (await issuersOf(last, options));
    known.set(last, issuers);
    const found: Certificate[][] = [];
    for (const issuer of issuers) {
      if (!path.includes(issuer)) found.push(...(await search([...path, issuer], issuer)));
    }
    return found;
  };
  return search([signer], signer);
}

async function issuersOf(
  certificate: Certificate,
  { candidates, anchors, engine }: Omit<PathOptions, 'signer'>,
): Promise<Certificate[]> {
  const issuers: Certificate[] = [];
  for (const issuer of [...anchors.roots, ...candidates]) {
    if (!isSameName(issuer.subject, certificate.issuer)) continue;
    // Throws for algorithms it does not know, and for signatures that do not parse: not signed, as far as can be told.
    if (await certificate.verify(issuer, engine).catch(() => false)) issuers.push(issuer);
  }
  return issuers;
}

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
