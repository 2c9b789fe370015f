import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitText, runGit } from './run-git.ts';

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** `null` takes the path (a file, or everything under a folder) out of the tree. */
  readonly oid: string | null;
}

const SUBTREE = '040000';

/**
 * Writes the tree that results from changing `base` (a tree or commit; `undefined`: nothing) and returns its id.
 * Throws `GitError` for a path that git does not accept.
 */
export async function writeTree(
  directory: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const index = join(directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await runGit(directory, base === undefined ? ['read-tree', '--empty'] : ['read-tree', base], { env });
    const removed = changes.filter((change) => change.oid === null).map((change) => change.path);
    if (removed.length > 0) {
      const input = removed.map((path) => `${path}\0`).join('');
      await runGit(
        directory,
        [
          '--literal-pathspecs',
          'rm',
          '-r',
          '-q',
          '--cached',
          '--ignore-unmatch',
          '--pathspec-from-file=-',
          '--pathspec-file-nul',
        ],
        { env, input },
      );
    }
    const files = changes.filter((change) => change.oid !== null && change.mode !== SUBTREE);
    const input = files.map((change) => `${change.mode} ${String(change.oid)}\t${change.path}\0`).join('');
    await runGit(directory, ['update-index', '-z', '--add', '--replace', '--index-info'], { env, input });
    for (const change of changes) {
      if (change.oid === null || change.mode !== SUBTREE) continue;
      await runGit(directory, ['rm', '-r', '-q', '--cached', '--ignore-unmatch', '--', change.path], { env });
      await runGit(directory, ['read-tree', `--prefix=${change.path}/`, change.oid], { env });
    }
    return await gitText(directory, ['write-tree'], { env });
  } finally {
    await rm(index, { force: true });
  }
}
