import type { Context } from 'probot';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import type { Account } from '../decisions/closed-pull-request.ts';
import { recordDecisions } from '../decisions/record-decisions.ts';
import type { Services } from '../services.ts';

/** A pull request that is new, was pushed to or is open again: it is held against the covenant. */
export async function onPullRequestChanged(
  {
    payload,
    octokit,
    log,
  }: Context<'pull_request.opened' | 'pull_request.synchronize' | 'pull_request.reopened'>,
  services: Services,
): Promise<void> {
  const { number, pull_request: pullRequest, repository } = payload;
  const before = 'before' in payload ? [payload.before] : [];
  const request = { numbers: [number], commits: [pullRequest.head.sha, ...before] };
  await lookAtPullRequests(octokit, repository, request, services, log);
}

/** A pull request into the default branch that was merged or closed: what became of its decisions is recorded. */
export async function onPullRequestClosed(
  { payload, octokit, log }: Context<'pull_request.closed'>,
  services: Services,
): Promise<void> {
  const { pull_request: pullRequest, repository, sender } = payload;
  const { number, html_url: url, merged, merge_commit_sha: sha, user, merged_by, head, base } = pullRequest;
  if (base.ref !== repository.default_branch || (merged && sha === null)) return;
  await services.turns.take(`repository ${repository.full_name}`, () =>
    recordDecisions(
      octokit,
      {
        repository: { owner: repository.owner.login, repo: repository.name },
        number,
        url,
        defaultBranch: base.ref,
        head: head.sha,
        // Of one that was not merged it is a merge for trying, or none.
        ...(merged && sha !== null && { mergeCommit: sha }),
        ...authoredBy(user),
        closer: (merged && merged_by) || sender,
      },
      log,
    ),
  );
}

// GitHub's types do not say so, but an account can be deleted.
const authoredBy = (author: Account | null): { author?: Account } => (author === null ? {} : { author });
