import { bundleFromJSON, isBundleWithDsseEnvelope, type BundleWithDsseEnvelope } from '@sigstore/bundle';
import { VerificationError, type Signer } from '@sigstore/verify';

import type { SigstoreIdentity } from '../../trust/trust-file.ts';
import type { LayerVerdict, VerdictReason } from '../layer-verdict.ts';
import type { Subject } from '../subject.ts';
import { bundleSigner } from './bundle-signer.ts';
import { certificateIdentity, identityFault } from './certificate-identity.ts';
import { statementFault } from './statement-fault.ts';

export interface VerifyBundleOptions {
  /** The text of the bundle (JSON). */
  readonly bundle: string;
  /** The artifact that the signed statement must name. */
  readonly subject: Pick<Subject, 'name' | 'sha256' | 'sha512'>;
  /** A Sigstore `trusted_root.json`, from the trust file; nothing is fetched. */
  readonly trustedRoot: object;
  readonly identity: SigstoreIdentity;
}

/**
 * Checks a Sigstore bundle with a DSSE in-toto statement: certificate and its transparency (SCT), a time from Rekor or
 * a time-stamping authority, inclusion in Rekor, the signature, then who signed and what the statement is about.
 */
export function verifyBundle(options: VerifyBundleOptions): LayerVerdict {
  let bundle: BundleWithDsseEnvelope;
  try {
    const parsed = bundleFromJSON(JSON.parse(options.bundle));
    if (!isBundleWithDsseEnvelope(parsed)) throw new Error('it signs no in-toto statement');
    bundle = parsed;
  } catch (error) {
    return verdict('malformed', `The Sigstore bundle cannot be read: ${messageOf(error)}.`);
  }
  let signer: Signer;
  try {
    signer = bundleSigner(bundle, options.trustedRoot);
  } catch (error) {
    return verdict(reasonOf(error), `The Sigstore bundle does not hold: ${messageOf(error)}.`);
  }
  return checkMeaning(options, bundle, signer);
}

function checkMeaning(
  { subject, identity }: VerifyBundleOptions,
  { content: { dsseEnvelope } }: BundleWithDsseEnvelope,
  signer: Signer,
): LayerVerdict {
  const actual = certificateIdentity(signer);
  const by = actual.subject;
  const aboutAnother = statementFault(dsseEnvelope, subject);
  if (aboutAnother !== undefined) return { ...verdict('mismatch', aboutAnother), by };
  const stranger = identityFault(actual, identity);
  if (stranger !== undefined) return { ...verdict('wrong-identity', stranger), by };
  return { ...verdict('verified', `Signed in ${identity.repository} by ${by}.`), by };
}

/** A certificate that leads to no authority of the trusted root is not shown to be wrong, only not to be known. */
function reasonOf(error: unknown): VerdictReason {
  return error instanceof VerificationError && error.code === 'CERTIFICATE_ERROR'
    ? 'unknown-signer'
    : 'bad-signature';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function verdict(reason: VerdictReason, detail: string): LayerVerdict {
  const untrusted = reason === 'unknown-signer' || reason === 'wrong-identity';
  const status = reason === 'verified' ? 'valid' : untrusted ? 'untrusted' : 'invalid';
  return { layer: 'sigstore', status, reason, detail };
}
