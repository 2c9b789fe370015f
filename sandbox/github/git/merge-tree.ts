import { runGit } from './run-git.ts';

/** The tree of merging two commits; `undefined` when they conflict or share no history. */
export async function mergeTree(
  directory: string,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const args = ['merge-tree', '--write-tree', '--no-messages', ours, theirs];
  const { stdout, exitCode } = await runGit(directory, args, { accept: [0, 1, 128] });
  return exitCode === 0 ? stdout.toString().split('\n')[0] : undefined;
}
