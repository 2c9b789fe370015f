/** A file with a decision. */
export interface DecisionText {
  /** From the root of the repository, or from wherever all paths that are given together begin; with `/`. */
  readonly path: string;
  readonly text: string;
}
