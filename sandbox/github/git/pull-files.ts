import type { Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import type { FileDiff } from './diff.ts';
import { diff } from './diff.ts';
import { mergeBase } from './merge-base.ts';

/** The files that a pull request changes: from where its branch left the base to its head. */
export async function pullFiles({ gitDirectory }: Repository, pull: Pull): Promise<FileDiff[]> {
  const from = (await mergeBase(gitDirectory, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  return diff(gitDirectory, from, pull.headSha);
}
