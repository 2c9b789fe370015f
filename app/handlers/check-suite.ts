import type { Context } from 'probot';
import { checkOf } from '../checks/check-run-key.ts';
import { lookAtMergeGroup } from '../checks/look-at-merge-group.ts';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import { ownCheckRuns } from '../checks/own-check-runs.ts';
import { pullRequestsAt } from '../checks/pull-requests-at.ts';
import type { Services } from '../services.ts';

/** How the names of the branches begin that merge queues make. */
const QUEUE = 'gh-readonly-queue/';

/** GitHub asks for the checks of a commit that was pushed, or somebody for all of them again. */
export async function onCheckSuite(
  { id, payload, octokit, log }: Context<'check_suite.requested' | 'check_suite.rerequested'>,
  services: Services,
): Promise<void> {
  const { action, check_suite: suite, repository } = payload;
  const { appId } = services.config;
  if (suite.app.id !== appId) return;
  const { head_branch: branch, head_sha: commit } = suite;
  const place = { owner: repository.owner.login, repo: repository.name };
  const isAgain = action === 'rerequested';
  if (isAgain && branch?.startsWith(QUEUE) === true) {
    const [run] = await ownCheckRuns(octokit, appId, place, commit, 'group');
    const base = checkOf(run?.external_id ?? null)?.base;
    const group = { commit, ref: `refs/heads/${branch}`, again: id };
    if (base !== undefined) await lookAtMergeGroup(octokit, repository, { ...group, base }, services, log);
    return;
  }
  // It names no pull request from a fork. A branch of the repository that is pushed to has those that it names.
  const isNamed = suite.pull_requests.length > 0 || (branch !== null && !isAgain);
  const numbers = isNamed
    ? suite.pull_requests.filter(({ base }) => base.repo.id === repository.id).map(({ number }) => number)
    : await pullRequestsAt(octokit, place, commit);
  const request = { numbers, commits: [commit], ...(isAgain && { again: id }) };
  await lookAtPullRequests(octokit, repository, request, services, log);
}
