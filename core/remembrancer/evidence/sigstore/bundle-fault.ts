import { VerificationError } from '@sigstore/verify';

import type { VerdictReason } from '../layer-verdict.ts';

/** What keeps a Sigstore bundle from holding. */
export interface BundleFault {
  readonly reason: VerdictReason;
  /** The end of a sentence, without its full stop. */
  readonly what: string;
}

/**
 * The fault behind an error of `readBundle` or `bundleSigner`. A certificate that leads to no authority, or is known to
 * no transparency log, of the trusted root is not shown to be wrong, only not to be known.
 */
export function bundleFault(error: unknown): BundleFault {
  const what = error instanceof Error ? error.message : String(error);
  if (!(error instanceof VerificationError)) return { reason: 'malformed', what };
  switch (error.code) {
    case 'PUBLIC_KEY_ERROR':
      return { reason: 'unknown-signer', what: `it is signed by a bare key (${what})` };
    case 'CERTIFICATE_ERROR':
      return certificateFault(error.cause instanceof Error ? error.cause.message : what);
    default:
      return { reason: isAbsent(what) ? 'malformed' : 'bad-signature', what };
  }
}

function certificateFault(what: string): BundleFault {
  if (/not valid or expired/u.test(what)) return { reason: 'expired', what };
  return { reason: isAbsent(what) ? 'malformed' : 'unknown-signer', what };
}

/** A time, a log entry or an SCT that a bundle must have and has not: `expected 1 timestamps, got 0`. */
const isAbsent = (what: string): boolean => what.endsWith(', got 0');
