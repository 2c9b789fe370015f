import type { Commit } from './read-commit.ts';
import { gitText } from './run-git.ts';

/** The paths that a commit adds, removes and modifies against its first parent. */
export async function changedPaths(
  directory: string,
  commit: Commit,
): Promise<{ added: string[]; removed: string[]; modified: string[] }> {
  const [parent] = commit.parents;
  const range = parent === undefined ? ['--root', commit.oid] : [parent, commit.oid];
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--no-commit-id', '--name-status', ...range];
  const fields = (await gitText(directory, args)).split('\0');
  const paths = (letters: string): string[] =>
    fields.filter((_, index) => index % 2 === 1 && letters.includes(fields[index - 1] ?? '?'));
  return { added: paths('A'), removed: paths('D'), modified: paths('MT') };
}
