/** The files that the rules look at, as a commit, git's index or a folder has them. */
export interface Tree {
  /** What it is, for a person: `commit 3f2a…`, `the index`, a folder. */
  readonly name: string;
  /** All of it but folders, in the order of the bytes of the paths. */
  readonly files: readonly TreeFile[];
  /**
   * The bytes of `files`, in their order; `undefined` for one that cannot be had, such as an object that a partial clone
   * lacks. A symbolic link's bytes are its target: nothing is ever followed.
   */
  read(files: readonly TreeFile[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * Those of `files` that rules of single files do not look into: binaries that were there before, of a tree whose files are
   * each dear to have. Absent: none.
   */
  passedOver?(files: readonly TreeFile[]): Promise<ReadonlySet<TreeFile>>;
}

export interface TreeFile {
  /** From the root of the repository, with `/` between names; a byte that is not UTF-8 stands as `\xff`. */
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'symlink' | 'submodule';
  /** In bytes; 0 for a submodule, and for a file that cannot be had. */
  readonly size: number;
  /** Where the tree finds the bytes again: an object id, or a path on disk. Equal ids are equal bytes. */
  readonly id: string;
}
