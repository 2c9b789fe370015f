import type { RepositoryName } from '../../core/github/repository-name.ts';
import { LEDGER } from '../../core/remembrancer/provision/index.ts';

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

/**
 * Whether the app may mend its branch: one of the repository that it goes to, and neither its default branch nor its ledger, whatever
 * they are proposed for.
 */
export const isFixableBranch = ({ head, base }: Pick<PullRequestAnswer, 'head' | 'base'>): boolean =>
  head.repo?.full_name === base.repo.full_name &&
  head.ref !== base.repo.default_branch &&
  head.ref !== LEDGER;
