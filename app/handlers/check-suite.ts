import type { Context } from 'probot';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import { pullRequestsAt } from '../checks/pull-requests-at.ts';
import type { Services } from '../services.ts';

/** GitHub asks for the checks of a commit that was pushed, or somebody for all of them again. */
export async function onCheckSuite(
  { id, payload, octokit, log }: Context<'check_suite.requested' | 'check_suite.rerequested'>,
  services: Services,
): Promise<void> {
  const { action, check_suite: suite, repository } = payload;
  if (suite.app.id !== services.config.appId) return;
  const isAgain = action === 'rerequested';
  // It names no pull request from a fork. A branch of the repository that is pushed to has those that it names.
  const isNamed = suite.pull_requests.length > 0 || (suite.head_branch !== null && !isAgain);
  const numbers = isNamed
    ? suite.pull_requests.filter(({ base }) => base.repo.id === repository.id).map(({ number }) => number)
    : await pullRequestsAt(octokit, { owner: repository.owner.login, repo: repository.name }, suite.head_sha);
  const request = { numbers, commits: [suite.head_sha], ...(isAgain && { again: id }) };
  await lookAtPullRequests(octokit, repository, request, services, log);
}
