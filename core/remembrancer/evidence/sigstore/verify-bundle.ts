import { isBundleWithDsseEnvelope, type BundleWithDsseEnvelope } from '@sigstore/bundle';
import type { Signer } from '@sigstore/verify';

import { formatTime, isAfter } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { SigstoreIdentity } from '../../trust/trust-file.ts';
import type { LayerVerdict, VerdictReason } from '../layer-verdict.ts';
import type { Subject } from '../subject.ts';
import { bundleFault } from './bundle-fault.ts';
import { bundleSigner } from './bundle-signer.ts';
import { bundleTime } from './bundle-time.ts';
import { certificateIdentity, identityFault } from './certificate-identity.ts';
import { readBundle } from './read-bundle.ts';
import { statementFault } from './statement-fault.ts';

export interface VerifyBundleOptions {
  /** The text of the bundle (JSON). */
  readonly bundle: string;
  /** The artifact that the signed statement must name. */
  readonly subject: Pick<Subject, 'name' | 'sha256' | 'sha512'>;
  /** A Sigstore `trusted_root.json`, from the trust file; nothing is fetched. */
  readonly trustedRoot: object;
  readonly identity: SigstoreIdentity;
  /** A bundle that is dated after this moment is refused; any when left out. */
  readonly at?: Date;
}

/**
 * Checks a Sigstore bundle with a DSSE in-toto statement: certificate and its transparency (SCT), a time from Rekor or
 * a time-stamping authority, inclusion in Rekor, the signature, then who signed, when, and what the statement is about.
 * Throws `usage` for a trusted root that cannot be read.
 */
export function verifyBundle(options: VerifyBundleOptions): LayerVerdict {
  let bundle: BundleWithDsseEnvelope;
  let signer: Signer;
  try {
    const read = readBundle(options.bundle);
    if (!isBundleWithDsseEnvelope(read)) throw new Error('it signs no in-toto statement');
    bundle = read;
    signer = bundleSigner(bundle, options.trustedRoot);
  } catch (error) {
    if (error instanceof VaultMeshError) throw error;
    const { reason, what } = bundleFault(error);
    return verdict(reason, `The Sigstore bundle does not hold: ${what}.`);
  }
  return checkMeaning(options, bundle, signer);
}

function checkMeaning(
  { subject, identity, at }: VerifyBundleOptions,
  bundle: BundleWithDsseEnvelope,
  signer: Signer,
): LayerVerdict {
  const actual = certificateIdentity(signer);
  const by = actual.subject;
  const time = bundleTime(bundle);
  const signed = { by, ...(time && { time: formatTime(time) }) };
  const aboutAnother = statementFault(bundle.content.dsseEnvelope, subject);
  if (aboutAnother !== undefined) return { ...verdict('mismatch', aboutAnother), ...signed };
  const stranger = identityFault(actual, identity);
  if (stranger !== undefined) return { ...verdict('wrong-identity', stranger), ...signed };
  if (at && time && isAfter(time, at)) {
    return { ...verdict('in-future', `The Sigstore bundle is from after ${formatTime(at)}.`), ...signed };
  }
  return { ...verdict('verified', `Signed in ${identity.repository} by ${by}.`), ...signed };
}

function verdict(reason: VerdictReason, detail: string): LayerVerdict {
  const untrusted = reason === 'unknown-signer' || reason === 'wrong-identity';
  const status = reason === 'verified' ? 'valid' : untrusted ? 'untrusted' : 'invalid';
  return { layer: 'sigstore', status, reason, detail };
}
