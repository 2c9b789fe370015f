import type { Context } from 'probot';
import { isTransient } from '../deliveries/is-transient.ts';
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

/** Looks at pull requests, one after the other, each whatever becomes of the others. Rejects as one of the looks that failed did. */
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
  const failures: unknown[] = [];
  for (const number of numbers) {
    await turns
      .take(`checks of ${full_name}`, () =>
        endingChecks(
          client,
          { appId, repository, commits: request.commits, subject: number },
          log,
          checkPullRequest(client, { ...request, repository, number }, settings),
        ),
      )
      .catch((error: unknown) => failures.push(error));
  }
  // One that may be gone in a while has all of them looked at again: those that stand are left alone.
  if (failures.length > 0) throw failures.find(isTransient) ?? failures[0];
}
