import { printable } from '../../common/printable.ts';
import { VaultMeshError, type ErrorCode } from '../../common/error.ts';

/** Why a receipt lacks a piece of evidence; closed. */
export type MissingReason = 'not-configured' | 'not-permitted' | 'unreachable' | 'rejected' | 'bad-answer';

/** A piece of evidence that a record does without, as the receipt will say it. */
export interface MissingEvidence {
  readonly layer: 'openpgp' | 'sigstore' | 'rfc3161';
  readonly reason: MissingReason;
  readonly detail: string;
}

/** UTF-16 code units; the receipt's schema allows 1,000 characters. */
const MAX_DETAIL = 1000;

/** The error codes with which a signer or a service may fail and a release may still be recorded. */
const REASONS: Partial<Record<ErrorCode, MissingReason>> = {
  network: 'unreachable',
  policy: 'rejected',
  'verification-failed': 'bad-answer',
  'not-permitted': 'not-permitted',
};

/**
 * What to put in the receipt for an error of an evidence module: `network` is an outage, `policy` a refusal,
 * `verification-failed` an answer that does not hold, `not-permitted` a missing identity. `undefined` for every
 * other error (a wrong passphrase, a fault of ours): those stop the record.
 */
export function missingBecauseOf(
  error: unknown,
  layer: MissingEvidence['layer'],
): MissingEvidence | undefined {
  if (!(error instanceof VaultMeshError)) return undefined;
  const reason = REASONS[error.code];
  // The message may quote a service at any length, and a receipt has a limit: no answer may keep a record from being made.
  return reason && { layer, reason, detail: printable(error.message.slice(0, MAX_DETAIL)) };
}
