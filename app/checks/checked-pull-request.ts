import type { RepositoryName } from '../../core/github/repository-name.ts';

/** A pull request as `GET /pulls/{number}` gives it: what is read of that. */
export interface PullRequestAnswer {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly body: string | null;
  readonly commits: number;
  /** `null` until GitHub has tried to merge it. */
  readonly mergeable: boolean | null;
  readonly merge_commit_sha: string | null;
  readonly head: {
    readonly ref: string;
    readonly sha: string;
    /** `null` when the fork that it came from is gone. */
    readonly repo: { readonly full_name: string } | null;
  };
  readonly base: {
    readonly ref: string;
    readonly sha: string;
    readonly repo: { readonly full_name: string; readonly default_branch: string; readonly node_id: string };
  };
}

export interface PullRequestGetter {
  readonly rest: {
    readonly pulls: {
      readonly get: (
        parameters: RepositoryName & { pull_number: number },
      ) => Promise<{ data: PullRequestAnswer }>;
    };
  };
}

/** A pull request as GitHub has it now, whatever a webhook said of it. */
export async function getPullRequest(
  client: PullRequestGetter,
  repository: RepositoryName,
  number: number,
): Promise<PullRequestAnswer> {
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
  return data;
}

/** Whether its branch is in the repository that it goes to, where the app may write. */
export const isOwnBranch = ({ head, base }: Pick<PullRequestAnswer, 'head' | 'base'>): boolean =>
  head.repo?.full_name === base.repo.full_name;
