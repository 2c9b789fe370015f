import type { Certificate, CryptoEngine } from 'pkijs';

import { sha256Hex } from '../../../common/bytes.ts';
import { isValidAt, mayIssue } from './certificate-rules.ts';

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
  /** Every certificate of the path must be valid at this moment; when left out, periods are not looked at. */
  readonly at?: Date;
}

/** Longer than any real path; bounds the search. */
const MAX_PATH = 6;

/** Whether certificates lead from the signer to an anchor: names, signatures, constraints and usages (RFC 5280, 6.1). */
export async function leadsToAnchor(options: PathOptions): Promise<boolean> {
  const { candidates, anchors } = options;
  const roots = new Set(anchors.roots.map(fingerprintOf));
  const issuers = [...anchors.roots, ...candidates];

  const search = async (certificate: Certificate, above: number): Promise<boolean> => {
    if (options.at !== undefined && !isValidAt(certificate, options.at)) return false;
    if (roots.has(fingerprintOf(certificate)) || anchors.spkiPins.includes(spkiPinOf(certificate)))
      return true;
    if (above >= MAX_PATH || certificate.issuer.isEqual(certificate.subject)) return false;
    for (const issuer of issuers) {
      if (!issuer.subject.isEqual(certificate.issuer) || !mayIssue(issuer, above)) continue;
      if ((await isSignedBy(certificate, issuer, options.engine)) && (await search(issuer, above + 1)))
        return true;
    }
    return false;
  };
  return search(options.signer, 0);
}

async function isSignedBy(
  certificate: Certificate,
  issuer: Certificate,
  engine: CryptoEngine,
): Promise<boolean> {
  if (engine.getHashAlgorithm(certificate.signatureAlgorithm) === 'SHA-1') return false;
  // Throws for algorithms it does not know, and for signatures that do not parse: not signed, as far as can be told.
  return certificate.verify(issuer, engine).catch(() => false);
}

/** SHA-256 in hex of the DER certificate. */
const fingerprintOf = (certificate: Certificate): string =>
  sha256Hex(new Uint8Array(certificate.toSchema().toBER()));

/** SHA-256 in hex of the DER SubjectPublicKeyInfo. */
export const spkiPinOf = (certificate: Certificate): string =>
  sha256Hex(new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER()));
