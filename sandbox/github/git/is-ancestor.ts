import { runGit } from './run-git.ts';

/** Whether `later` contains `earlier` (object ids of commits). */
export async function isAncestor(directory: string, earlier: string, later: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', earlier, later];
  const { exitCode } = await runGit(directory, args, { accept: [0, 1, 128] });
  return exitCode === 0;
}
