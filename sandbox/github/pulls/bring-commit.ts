import { runGit } from '../git/run-git.ts';
import type { Repository } from '../state/repository.ts';

/** Brings a commit of a fork to where its pull request goes: GitHub keeps the objects of both together. */
export async function bringCommit(to: Repository, from: Repository, commit: string): Promise<void> {
  await runGit(to.gitDirectory, ['fetch', '--quiet', '--no-tags', from.gitDirectory, commit]);
}
