import type { Context } from 'probot';
import type { Services } from '../services.ts';
import { endingChecks } from './end-failed-checks.ts';
import { type CheckRequest, checkPullRequest, type PullRequestChecker } from './check-pull-request.ts';

/** What webhooks say of a repository. */
export interface EventRepository {
  readonly name: string;
  readonly full_name: string;
  readonly owner: { readonly login: string };
}

type Look = Omit<CheckRequest, 'repository' | 'number'> & { readonly numbers: readonly number[] };

/** Looks at pull requests, one after the other. */
export async function lookAtPullRequests(
  client: PullRequestChecker,
  { name, full_name, owner }: EventRepository,
  { numbers, ...request }: Look,
  { config, clock, turns }: Services,
  log: Pick<Context['log'], 'info' | 'warn'>,
): Promise<void> {
  const repository = { owner: owner.login, repo: name };
  const { appId, spawnSettings } = config;
  const settings = { appId, clock, serverUrl: spawnSettings.serverUrl, log };
  for (const number of numbers) {
    await turns.take(`checks of ${full_name}`, () =>
      endingChecks(
        client,
        { appId, repository, commits: request.commits, subject: number },
        log,
        checkPullRequest(client, { ...request, repository, number }, settings),
      ),
    );
  }
}
