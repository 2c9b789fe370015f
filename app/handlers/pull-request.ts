import { isDeepStrictEqual } from 'node:util';
import type { Context } from 'probot';
import { referencesIn } from '../../core/remembrancer/covenant/index.ts';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import type { Account } from '../decisions/closed-pull-request.ts';
import { recordDecisions } from '../decisions/record-decisions.ts';
import { goOnWithOnboarding } from '../onboarding/go-on-with-onboarding.ts';
import { ONBOARDING_BRANCH } from '../onboarding/onboarding-names.ts';
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

/**
 * A pull request that was edited: it is looked at again where it would be merged into something else, or where its title or text names
 * other decisions than before. Nothing else in the words makes a difference.
 */
export async function onPullRequestEdited(
  { id, payload, octokit, log }: Context<'pull_request.edited'>,
  services: Services,
): Promise<void> {
  const { changes, number, pull_request: pullRequest, repository } = payload;
  const { base, title, body } = changes;
  const before = [
    title?.from ?? pullRequest.title,
    body?.from ?? (body === undefined ? pullRequest.body : ''),
  ];
  const isSame = isDeepStrictEqual(namesIn(before), namesIn([pullRequest.title, pullRequest.body]));
  if (base === undefined && isSame) return;
  const request = { numbers: [number], commits: [pullRequest.head.sha], again: id };
  const formerBase = base && { formerBase: base.sha.from };
  await lookAtPullRequests(octokit, repository, { ...request, ...formerBase }, services, log);
}

const namesIn = (texts: readonly (string | null)[]): Set<string> =>
  new Set(texts.flatMap((text) => referencesIn(text ?? '')));

/** A pull request into the default branch that was merged or closed: what became of its decisions is recorded. */
export async function onPullRequestClosed(
  { payload, octokit, log }: Context<'pull_request.closed'>,
  services: Services,
): Promise<void> {
  const { pull_request: pullRequest, repository, sender } = payload;
  const {
    number,
    html_url: url,
    merged,
    merge_commit_sha: sha,
    user,
    merged_by,
    closed_at,
    head,
    base,
  } = pullRequest;
  if (base.ref !== repository.default_branch || (merged && sha === null)) return;
  const name = { owner: repository.owner.login, repo: repository.name };
  await services.turns.take(`repository ${repository.full_name}`, async () => {
    await recordDecisions(
      octokit,
      {
        repository: name,
        number,
        url,
        defaultBranch: base.ref,
        head: head.sha,
        closedAt: closed_at ?? '',
        // Of one that was not merged it is a merge for trying, or none.
        ...(merged && sha !== null && { mergeCommit: sha }),
        ...authoredBy(user),
        closer: (merged && merged_by) || sender,
      },
      { appId: services.config.appId, clock: services.clock },
      log,
    );
    if (merged && head.ref === ONBOARDING_BRANCH) await goOnWithOnboarding(octokit, name, number, services);
  });
}

// GitHub's types do not say so, but an account can be deleted.
const authoredBy = (author: Account | null): { author?: Account } => (author === null ? {} : { author });
