import { objectInfo } from './object-info.ts';
import { readObject } from './read-object.ts';
import { GitError, gitText } from './run-git.ts';

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  /** Bytes; absent for a tree. */
  readonly size: number | undefined;
}

/** Entries of a tree, or of the tree of a commit, by its id, in git's order. Throws `GitError` when it is neither. */
export async function listTree(directory: string, oid: string, recursive = false): Promise<TreeEntry[]> {
  if (recursive) return listRecursively(directory, oid);
  const tree = await readObject(directory, `${oid}^{tree}`);
  if (tree === undefined) throw new GitError(['ls-tree', oid], 128, 'fatal: not a tree object');
  return Promise.all(
    entriesOf(tree.content).map(async (entry) => ({
      ...entry,
      size: entry.type === 'blob' ? (await objectInfo(directory, entry.oid))?.size : undefined,
    })),
  );
}

/** `<mode in octal> <name>`, a zero and the twenty bytes of the id, for each entry. */
function entriesOf(content: Buffer): Omit<TreeEntry, 'size'>[] {
  const entries: Omit<TreeEntry, 'size'>[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    const mode = content.toString('latin1', at, space).padStart(6, '0');
    const type = mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
    const path = content.toString('utf8', space + 1, end);
    entries.push({ path, mode, type, oid: content.toString('hex', end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

async function listRecursively(directory: string, oid: string): Promise<TreeEntry[]> {
  const text = await gitText(directory, ['ls-tree', '-z', '--long', '-r', '-t', oid]);
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
