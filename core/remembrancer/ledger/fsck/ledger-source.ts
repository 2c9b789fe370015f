/** The files of a ledger branch as one commit has them, to be read only. */
export interface LedgerSource {
  /** Where the files come from, for a person: a folder, a commit, an address. */
  readonly name: string;
  /**
   * The paths of all that is there, and of those the ones that are not plain files (links, modules, programs,
   * empty folders, names listed twice);
   * `undefined` where a place cannot tell, and only what is asked for by name is found.
   */
  list(): Promise<SourceListing | undefined>;
  /** The contents of `paths`; a file that is not there is absent. Throws `network` when it cannot be told. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Gives back what the source holds (temporary folders). */
  close(): Promise<void>;
}

export interface SourceListing {
  readonly files: readonly string[];
  readonly strange: readonly string[];
}

/** A source of files that are in memory. */
export const memorySource = (files: ReadonlyMap<string, Uint8Array>): LedgerSource => ({
  name: 'memory',
  list: () => Promise.resolve({ files: [...files.keys()], strange: [] }),
  read: (paths) =>
    Promise.resolve(
      new Map(
        paths.flatMap((path) => {
          const content = files.get(path);
          return content === undefined ? [] : [[path, content] as const];
        }),
      ),
    ),
  close: () => Promise.resolve(),
});
