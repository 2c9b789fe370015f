import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found, hasStatus } from '../../core/github/status.ts';

interface Pull {
  readonly number: number;
  readonly merged_at: string | null;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
}

export interface ClosedPullFinder {
  readonly rest: {
    readonly repos: {
      readonly listPullRequestsAssociatedWithCommit: (
        parameters: RepositoryName & { commit_sha: string; per_page: number },
      ) => Promise<{ data: Pull[] }>;
    };
    readonly pulls: {
      readonly list: (
        parameters: RepositoryName & {
          state: 'closed';
          base: string;
          sort: 'updated';
          direction: 'desc';
          per_page: number;
        },
      ) => Promise<{ data: Pull[] }>;
    };
  };
}

/**
 * The number of the pull request into `branch` that was merged with a commit or, with `isTurnedDown`, closed unmerged at it: GitHub tells
 * these by their commit no more, so it is looked for among the hundred that were closed or changed last.
 */
export async function closedPullOfCommit(
  client: ClosedPullFinder,
  repository: RepositoryName,
  {
    branch,
    commit,
    isTurnedDown,
  }: { readonly branch: string; readonly commit: string; readonly isTurnedDown: boolean },
): Promise<number | undefined> {
  const { pulls, repos } = client.rest;
  if (isTurnedDown) {
    const asked = {
      ...repository,
      base: branch,
      state: 'closed',
      sort: 'updated',
      direction: 'desc',
    } as const;
    const { data } = await pulls.list({ ...asked, per_page: 100 });
    return data.find(({ merged_at: at, head }) => at === null && head.sha === commit)?.number;
  }
  const asked = repos.listPullRequestsAssociatedWithCommit({
    ...repository,
    commit_sha: commit,
    per_page: 100,
  });
  const answer = await found(asked).catch((error: unknown) => {
    // There is no such commit.
    if (hasStatus(error, 422)) return undefined;
    throw error;
  });
  return answer?.data.find(({ merged_at: at, base }) => at !== null && base.ref === branch)?.number;
}
