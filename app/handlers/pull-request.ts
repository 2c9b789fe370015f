import type { Context } from 'probot';
import { recordDecisions } from '../decisions/record-decisions.ts';
import type { Services } from '../services.ts';

/** A pull request that was merged into the default branch: new decisions in it are recorded. */
export async function onPullRequestClosed(
  { payload, octokit, log }: Context<'pull_request.closed'>,
  services: Services,
): Promise<void> {
  const { pull_request: pullRequest, repository } = payload;
  const { merged, merge_commit_sha: mergeCommit, base } = pullRequest;
  if (!merged || mergeCommit === null || base.ref !== repository.default_branch) return;
  const name = { owner: repository.owner.login, repo: repository.name };
  await services.turns.take(`repository ${repository.full_name}`, () =>
    recordDecisions(
      octokit,
      { repository: name, number: pullRequest.number, mergeCommit, defaultBranch: base.ref },
      log,
    ),
  );
}
