export const DECISION_STATUSES = [
  'draft',
  'proposed',
  'accepted',
  'rejected',
  'withdrawn',
  'deprecated',
  'superseded',
] as const;
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A heading and what stands below it, up to the next heading of any level. */
export interface Section {
  /** As it stands, without the hashes; empty with level 0 for what comes before the first heading. */
  readonly heading: string;
  readonly level: number;
  /** The line of the heading in the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** An architecture decision record (MADR 4), whatever dialect it was written in. */
export interface Decision {
  /** A ULID; absent in a text that was not written by us. */
  readonly id?: string;
  /** What the file claims to be numbered. The true number follows from the order of the log. */
  readonly number?: number;
  /** File name without its extension: `0042-use-postgres`. */
  readonly slug: string;
  readonly title: string;
  readonly status: DecisionStatus;
  /** YYYY-MM-DD. */
  readonly date?: string;
  readonly decisionMakers: readonly string[];
  readonly consulted: readonly string[];
  readonly informed: readonly string[];
  readonly tags: readonly string[];
  readonly summary?: string;
  /** Other decisions, as they are written: a ULID, a slug, `ADR-0042`. */
  readonly supersedes: readonly string[];
  readonly amends: readonly string[];
  readonly relatesTo: readonly string[];
  /** Globs of paths in the repository. */
  readonly affects: readonly string[];
  /** YYYY-MM-DD. */
  readonly reviewBy?: string;
  readonly confidence?: Confidence;
  /** Every line of the body is in exactly one of them, in order. */
  readonly sections: readonly Section[];
}
