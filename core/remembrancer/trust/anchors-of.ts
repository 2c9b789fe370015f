import { X509Certificate } from 'node:crypto';

import { sha256Hex } from '../../common/bytes.ts';
import { canonicalJson, type Json } from '../../common/canonical-json.ts';
import { counted } from '../../common/counted.ts';
import { VaultMeshError } from '../../common/error.ts';
import { policyOf } from './policy-of.ts';
import type { TrustFile } from './trust-file.ts';

/** One thing that a trust file believes in, as a person compares it with what they saw elsewhere. */
export interface Anchor {
  readonly kind: 'log' | 'witness' | 'quorum' | 'openpgp' | 'rfc3161' | 'sigstore';
  /** Whose it is. */
  readonly name: string;
  /** A verifier key for logs and witnesses, the rule for a quorum, a SHA-256 or OpenPGP fingerprint for the rest. */
  readonly fingerprint: string;
}

/** Everything that `trust` believes in. Throws `usage` for a policy or a root that cannot be read. */
export async function anchorsOf(trust: TrustFile): Promise<Anchor[]> {
  const { logs, witnesses, retired } = policyOf(trust);
  const { readPublicKeys } = await import('../evidence/openpgp/read-public-keys.ts');
  const keys = await readPublicKeys(trust.openpgp.keys ?? []);
  return [
    ...logs.map(({ name, verifierKey }): Anchor => {
      const end = retired.find((key) => key.verifierKey === verifierKey);
      const until =
        end === undefined
          ? ''
          : `, retired: for its first ${counted(end.index + 1, 'entry', 'entries')} alone`;
      return { kind: 'log', name: `${name}${until}`, fingerprint: verifierKey };
    }),
    ...[...witnesses].map(([name, { verifierKey }]): Anchor => ({
      kind: 'witness',
      name,
      fingerprint: verifierKey,
    })),
    ...quorumLines(trust.policy).map((fingerprint): Anchor => ({
      kind: 'quorum',
      name: 'which witnesses must cosign',
      fingerprint,
    })),
    ...trust.openpgp.fingerprints.map((fingerprint): Anchor => {
      const key = keys.find((each) => each.getFingerprint().toUpperCase() === fingerprint);
      return { kind: 'openpgp', name: key?.getUserIDs()[0] ?? 'unknown owner', fingerprint };
    }),
    ...trust.rfc3161.roots.map(rootAnchor),
    ...trust.rfc3161.spkiPins.map((pin): Anchor => ({
      kind: 'rfc3161',
      name: 'pinned key',
      fingerprint: pin,
    })),
    ...sigstoreAnchors(trust),
  ];
}

/** The lines of a policy that say what a quorum is. */
const quorumLines = (policy: string): string[] =>
  policy
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(?:group|quorum)\s/u.test(line));

function rootAnchor(pem: string): Anchor {
  try {
    const certificate = new X509Certificate(pem);
    return {
      kind: 'rfc3161',
      name: certificate.subject.replaceAll('\n', ', '),
      fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    };
  } catch (cause) {
    throw new VaultMeshError('usage', 'A time-stamping root of the trust file is not a PEM certificate.', {
      cause,
    });
  }
}

function sigstoreAnchors({ sigstore }: TrustFile): Anchor[] {
  if (sigstore === undefined) return [];
  const { issuer, repository, workflow = 'any workflow', ref = 'any ref' } = sigstore.identity;
  const name = `${repository} ${workflow} at ${ref}, issued by ${issuer}`;
  // A trusted root is JSON as it was read; its canonical form is what two people can compare.
  return [{ kind: 'sigstore', name, fingerprint: sha256Hex(canonicalJson(sigstore.trustedRoot as Json)) }];
}
