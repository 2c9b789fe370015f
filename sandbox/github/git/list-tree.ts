import { gitText } from './run-git.ts';

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  /** Bytes; absent for a tree. */
  readonly size: number | undefined;
}

/** Entries of a tree, in git's order. Throws `GitError` when `treeish` is none. */
export async function listTree(directory: string, treeish: string, recursive = false): Promise<TreeEntry[]> {
  const args = ['ls-tree', '-z', '--long', ...(recursive ? ['-r', '-t'] : []), treeish];
  const text = await gitText(directory, args);
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', type = '', oid = '', size = '', path = ''] =
        /^(\d+) (\w+) ([0-9a-f]+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      return {
        path,
        mode,
        type: type as TreeEntry['type'],
        oid,
        size: size === '-' ? undefined : Number(size),
      };
    });
}
