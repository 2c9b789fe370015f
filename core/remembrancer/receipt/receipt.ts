import type { MissingReason } from '../evidence/missing-evidence.ts';
import type { Subject } from '../evidence/subject.ts';

/** What an entry of the ledger can be about. Readers accept others: a later version may know more. */
export const KINDS = [
  'release',
  'deployment',
  'decision',
  'incident',
  'discovery',
  'spawn',
  'treaty',
  'snapshot',
  'evidence',
  'key',
  'peer',
  'cut',
] as const;

export type Kind = (typeof KINDS)[number];

export type EvidenceLayer = 'openpgp' | 'openpgp-key' | 'sigstore' | 'rfc3161';

/** A file of evidence by digest: `n` counts from 1 within its layer; `subject` is the artifact it speaks of, when it is one. */
export interface EvidenceDigest {
  readonly layer: EvidenceLayer;
  readonly n: number;
  readonly subject?: string;
  readonly sha256: string;
}

/** What was done, to which artifacts, from which source, with which evidence. Hex is lower case; times are RFC 3339 UTC. */
export interface Receipt {
  readonly v: 1;
  /** The operation id: the ledger records each operation once. ASCII without white space, at most 200 characters. */
  readonly id: string;
  readonly kind: Kind;
  readonly component: string;
  readonly version: string;
  readonly time: string;
  readonly subjects: readonly Subject[];
  readonly source?: {
    /** Left out when the repository is a folder that does not tell its address. */
    readonly repository?: string;
    readonly commit?: string;
    readonly ref?: string;
    readonly tag?: string;
    readonly run?: string;
  };
  readonly context?: {
    readonly what?: string;
    readonly why?: string;
    readonly how?: string;
    readonly value?: string;
  };
  readonly evidence: readonly EvidenceDigest[];
  readonly missing: readonly {
    readonly layer: string;
    readonly reason: MissingReason;
    readonly detail: string;
  }[];
  readonly links?: readonly { readonly rel: string; readonly target: string }[];
  /** Commits to the side file with the names of people, which can be removed without breaking the receipt. */
  readonly people?: { readonly sha256: string };
}
