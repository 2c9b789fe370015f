/** Files of the branch at one commit. `head` is `undefined` when there is no branch. A file that is not there is absent. */
export interface Snapshot {
  readonly head: string | undefined;
  /** Whether the head of the branch is a commit with several parents, which no writer goes on upon. */
  readonly isMerge?: boolean;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** One commit: files to write and files to delete, by path. A deleted file must exist. */
export interface Change {
  readonly message: string;
  readonly additions: ReadonlyMap<string, Uint8Array>;
  readonly deletions: readonly string[];
}

/**
 * Where a ledger branch lives. The one thing that it must guarantee is the compare-and-swap of `commit`.
 *
 * Each function throws `network` when the outcome is not known or may be better next time, `not-permitted` when access
 * is refused, and `not-found` when the repository is not there.
 */
export interface LedgerStore {
  /**
   * Reads `paths` at the commit `at`, by default at the present head of the branch. All files are those of one commit,
   * however the branch moves meanwhile.
   */
  read(paths: readonly string[], at?: string): Promise<Snapshot>;
  /** The names of the files in each of `folders` at the commit `at`; none for a folder that is not there. */
  list(folders: readonly string[], at: string): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Makes a commit upon `expected` and moves the branch to it, if `expected` is still its head; `undefined` stands for
   * "there is no branch". Gives the new head, or `undefined` when the branch had moved and nothing was changed.
   * After `network` the commit may be on the branch or not.
   */
  commit(expected: string | undefined, change: Change): Promise<string | undefined>;
  /** Gives back what the store holds (temporary folders). */
  close(): Promise<void>;
}
