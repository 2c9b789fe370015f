/** What is asked about the repository along with each commit, to spare a request of its own. */
export interface Alongside {
  /** A selection of GraphQL's type `Repository`. */
  readonly selection: string;
  /** Takes the answer after each commit, `undefined` when there was none. Not called where GraphQL is missing. */
  take(repository: unknown): void;
}
