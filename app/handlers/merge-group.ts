import type { Context } from 'probot';
import { lookAtMergeGroup } from '../checks/look-at-merge-group.ts';
import type { Services } from '../services.ts';
import { unlessGone } from './unless-gone.ts';

/** A merge queue is about to merge, and waits for the required checks on what it would merge. */
export async function onMergeGroup(
  { payload, octokit, log }: Context<'merge_group.checks_requested'>,
  services: Services,
): Promise<void> {
  const { merge_group: group, repository } = payload;
  const { head_sha: commit, base_sha: base, head_ref: ref } = group;
  // GitHub's types do not say so, but there always is one.
  if (repository === undefined) return;
  const look = lookAtMergeGroup(octokit, repository, { commit, base, ref }, services, log);
  await unlessGone({ payload: { repository }, octokit, log }, look);
}
