import type { Tree, TreeFile } from '../../../tree/tree.ts';

/** A path whose file is another than before. */
export interface ChangedFile {
  readonly path: string;
  /** Absent where it was added. */
  readonly was?: TreeFile;
  /** Absent where it is gone. */
  readonly is?: TreeFile;
}

/**
 * The paths that `wanted` takes and whose files two trees do not have alike. Trees of different kinds (a commit,
 * a folder) name equal bytes differently; then the bytes are compared. A file that only became executable is the same.
 */
export async function changedFiles(
  base: Tree,
  tree: Tree,
  wanted: (path: string) => boolean,
): Promise<ChangedFile[]> {
  const before = new Map(base.files.filter(({ path }) => wanted(path)).map((file) => [file.path, file]));
  const after = new Map(tree.files.filter(({ path }) => wanted(path)).map((file) => [file.path, file]));
  const changed = [...new Set([...before.keys(), ...after.keys()])].flatMap((path): ChangedFile[] => {
    const [was, is] = [before.get(path), after.get(path)];
    return was && is && was.id === is.id && kindOf(was) === kindOf(is)
      ? []
      : [{ path, ...(was && { was }), ...(is && { is }) }];
  });
  const doubtful = changed.flatMap(({ was, is }) => (was && is && mayBeSame(was, is) ? [{ was, is }] : []));
  const [left, right] = [
    await base.read(doubtful.map(({ was }) => was)),
    await tree.read(doubtful.map(({ is }) => is)),
  ];
  const same = new Set(doubtful.filter((_, n) => isSame(left[n], right[n])).map(({ is: { path } }) => path));
  return changed.filter(({ path }) => !same.has(path));
}

const kindOf = ({ kind }: TreeFile): string => (kind === 'executable' ? 'file' : kind);

const mayBeSame = (was: TreeFile, is: TreeFile): boolean =>
  kindOf(was) === kindOf(is) && was.kind !== 'submodule' && was.size === is.size;

const isSame = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
