import judged from './judged.json' with { type: 'json' };

/** A finding in a public repository, and what a reader says of it. */
export interface Judged {
  /** `owner/name` of one of the corpora. */
  readonly repository: string;
  readonly fingerprint: string;
  readonly rule: string;
  /** Path and line, for whoever looks it up. */
  readonly place: string;
  /** Whether it is as the rule says; what is wrong about it else. */
  readonly verdict: 'right' | 'wrong';
  readonly why?: string;
}

export const JUDGED: readonly Judged[] = judged as readonly Judged[];
