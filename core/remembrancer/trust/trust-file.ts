import type { RetiredKey } from '../ledger/index.ts';

/** What a verifier believes in, confirmed by a person. A proof carries none of it. */
export interface TrustFile {
  readonly v: 1;
  /** C2SP tlog-policy text: the log's key, the witnesses, the quorum. */
  readonly policy: string;
  /**
   * Keys of `policy` that their log has retired, each with the index of the entry that says so: they count for checkpoints
   * of up to that and one more entries, since who has such a key alone has stolen or forgotten it.
   */
  readonly retiredLogKeys?: readonly RetiredKey[];
  readonly openpgp: {
    /** Fingerprints of trusted primary keys: 40 or 64 upper-case hex digits. */
    readonly fingerprints: readonly string[];
    /** Armored public keys, so that a proof without the key, or with an old copy of it, can be checked. */
    readonly keys?: readonly string[];
  };
  readonly rfc3161: {
    /** PEM certificates of trusted time-stamping roots. */
    readonly roots: readonly string[];
    /** SHA-256 in hex of the SubjectPublicKeyInfo of a trusted authority, or of a CA above it. */
    readonly spkiPins: readonly string[];
  };
  readonly sigstore?: {
    /** The `trusted_root.json` of a Sigstore instance. */
    readonly trustedRoot: object;
    readonly identity: SigstoreIdentity;
  };
}

/** The workflow whose signatures are trusted. What is left out is not checked. */
export interface SigstoreIdentity {
  /** Address of the OIDC issuer, e.g. `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Web address of the source repository, e.g. `https://github.com/acme/my-service`. */
  readonly repository: string;
  /** Path of the workflow file, e.g. `.github/workflows/release.yml`. */
  readonly workflow?: string;
  /** Git ref of the run, e.g. `refs/heads/main`; a `*` at the end stands for any rest: `refs/tags/v*`. */
  readonly ref?: string;
}
