import type { RepositoryName } from '../../core/github/repository-name.ts';
import { SET_ASIDE } from './check-output.ts';
import { checkOf } from './check-run-key.ts';
import { getPullRequest, type PullRequestGetter } from './checked-pull-request.ts';
import { type CheckRunLister, ownCheckRuns } from './own-check-runs.ts';

/**
 * The number of another open pull request with the same newest commit whose check did not pass, if there is one. A ruleset looks at
 * the newest check run of a commit, whichever pull request that is of: who proposes one commit for two branches must not pass at one
 * by what holds at the other.
 */
export async function failingBeside(
  client: CheckRunLister & PullRequestGetter,
  appId: number,
  repository: RepositoryName,
  commit: string,
  number: number,
): Promise<number | undefined> {
  const newest = new Map<number, { id: number; conclusion: string | null }>();
  for (const { id, external_id, conclusion } of await ownCheckRuns(client, appId, repository, commit)) {
    const subject = checkOf(external_id)?.subject;
    if (typeof subject !== 'number' || subject === number || conclusion === SET_ASIDE) continue;
    if (id > (newest.get(subject)?.id ?? 0)) newest.set(subject, { id, conclusion });
  }
  for (const [other, { conclusion }] of newest) {
    if (conclusion === 'success') continue;
    const { state, head } = await getPullRequest(client, repository, other);
    if (state === 'open' && head.sha === commit) return other;
  }
  return undefined;
}
