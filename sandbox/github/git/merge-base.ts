import { runGit } from './run-git.ts';

/** The best common ancestor of two commits; `undefined` when they share no history. */
export async function mergeBase(directory: string, a: string, b: string): Promise<string | undefined> {
  const { stdout, exitCode } = await runGit(directory, ['merge-base', a, b], { accept: [0, 1] });
  return exitCode === 0 ? stdout.toString().trim() : undefined;
}
