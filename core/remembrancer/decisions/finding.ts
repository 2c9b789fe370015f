/** What is wrong with a decision, where, and what to do about it. */
export interface Finding {
  /** `duplicate-number`: the name of the rule's file. */
  readonly rule: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units; absent where the whole line is meant. */
  readonly column?: number;
  /** A sentence with the remedy. What it quotes of the file is not trusted: see `printable`. */
  readonly message: string;
  /** An error leaves the decision without a meaning that we could rely on. */
  readonly severity: 'error' | 'warning';
}
