/** What a build made, under one path. */
export interface BuiltFile {
  /** From the root of the copy that was built in, with `/` between names. */
  readonly path: string;
  /** SHA-256 in hex of its bytes; of the target of a symbolic link. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly mode: 'file' | 'executable' | 'symlink';
}
