import { formatTime } from '../../../common/clock.ts';
import type { VerdictReason } from '../layer-verdict.ts';

/** What keeps an OpenPGP signature from being valid. */
export interface SignatureFault {
  readonly reason: VerdictReason;
  /** The end of a sentence that begins with the signature. */
  readonly what: string;
}

/** When a signature was made, and the moment that the verdict is about. */
interface Moments {
  readonly created: Date;
  readonly at: Date;
}

/**
 * The fault behind an error of openpgp.js, which has messages and no codes. `judgedAt` is the moment that the key was
 * judged at when the error came. What no line here explains is a signature that does not hold, in the library's words.
 */
export function signatureFault(error: unknown, judgedAt: Date, { created, at }: Moments): SignatureFault {
  const message = error instanceof Error ? error.message : String(error);
  const moment = formatTime(judgedAt);
  const faults: readonly (readonly [RegExp, VerdictReason, string])[] = [
    [
      /^Signed digest did not match|^Signature verification failed/,
      'bad-signature',
      'it is not over this artifact',
    ],
    [/^Signature is expired/, 'expired', `it had expired at ${formatTime(at)}`],
    [/revoked/, 'revoked', `its key counts as revoked at ${moment}`],
    [/expired/, 'expired', `its key had expired at ${moment}`],
    [/newer than the signature|in the future/, 'in-future', inFuture({ created, at })],
    [/insecure|too weak|is disabled/i, 'weak-algorithm', `it is too weak: ${message}`],
    [/critical/, 'malformed', `it has a critical part that is not understood here: ${message}`],
    [/embedded signature|find valid key binding|valid signing key|key flags/, 'wrong-usage', NOT_FOR_SIGNING],
  ];
  const [, reason, what] = faults.find(([pattern]) => pattern.test(message)) ?? [];
  return reason && what
    ? { reason, what }
    : { reason: 'bad-signature', what: `it does not hold: ${message}` };
}

/** A signing subkey must sign in turn that it belongs to the primary key (RFC 9580, 5.2.1.9). */
const NOT_FOR_SIGNING = 'its key is not one that the primary key has bound for signing';

const inFuture = ({ created, at }: Moments): string =>
  created > at
    ? `it was made after ${formatTime(at)}`
    : `its key was not valid yet at ${formatTime(created)}, when it was made`;
