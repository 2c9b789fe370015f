/** What can be known about an artifact, in the order in which it is shown. */
export const LAYERS = [
  'digest',
  'openpgp',
  'sigstore',
  'rfc3161',
  'receipt',
  'inclusion',
  'checkpoint-time',
  'witness',
] as const;

export type Layer = (typeof LAYERS)[number];

/**
 * `invalid`: it is there and it is wrong. `untrusted`: it is there, and the trust file gives no ground to believe it.
 * `absent`: it is not there. `redacted`: it was removed in the way the receipt provides for.
 */
export type LayerStatus = 'valid' | 'invalid' | 'absent' | 'untrusted' | 'redacted';

/** Why a layer has its status; closed, so that a program can act on it. */
export type VerdictReason =
  | 'verified'
  /** There is no evidence of this kind. */
  | 'missing'
  /** It does not parse as what it should be. */
  | 'malformed'
  /** It speaks of another artifact, or its bytes are not those that the receipt commits to. */
  | 'mismatch'
  | 'bad-signature'
  /** Made with an algorithm that no longer protects, such as SHA-1. */
  | 'weak-algorithm'
  /** The time-stamping authority refused the request. */
  | 'rejected'
  /** The key or the certificate may not be used for this. */
  | 'wrong-usage'
  /** Signed by somebody whom the trust file does not name. */
  | 'unknown-signer'
  /** Signed by an authority that the trust file knows, for another identity than it expects. */
  | 'wrong-identity'
  | 'expired'
  | 'revoked'
  /** Made after the moment that the verdict is about, or before its key was valid. */
  | 'in-future'
  /** The trust file says nothing about this layer. */
  | 'no-trust'
  /** It can be checked only with the content of the artifact, or another digest of it than was given. */
  | 'content-needed'
  /** Fewer witnesses than the trust file's quorum asks for. */
  | 'below-quorum';

/** What one layer says about one artifact. */
export interface LayerVerdict {
  readonly layer: Layer;
  readonly status: LayerStatus;
  readonly reason: VerdictReason;
  /** One sentence for a person: names what was checked and, where something is wrong, the object. */
  readonly detail: string;
  /** Who vouches: key fingerprint, certificate identity, time-stamping authority, log origin. */
  readonly by?: string;
  /** The moment that the evidence states, RFC 3339 in UTC. */
  readonly time?: string;
}
