import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

export interface PullRequestReader {
  readonly rest: {
    readonly pulls: {
      readonly get: (parameters: RepositoryName & { pull_number: number }) => Promise<{
        data: {
          readonly state: string;
          readonly head: {
            readonly ref: string;
            readonly sha: string;
            readonly repo: { readonly full_name: string } | null;
          };
        };
      }>;
    };
  };
}

/** A pull request that may still be merged. */
export interface OpenPullRequest {
  /** Its branch, in `repository`. */
  readonly branch: string;
  /** The last commit of its branch. */
  readonly head: string;
  /** Where its branch is, `acme/my-service`; absent when that repository is gone. */
  readonly repository?: string;
}

/** The open pull request with this number; `undefined` for one that is closed, and for an issue. */
export async function readOpenPullRequest(
  client: PullRequestReader,
  repository: RepositoryName,
  number: number,
): Promise<OpenPullRequest | undefined> {
  const answer = await found(client.rest.pulls.get({ ...repository, pull_number: number }));
  if (answer?.data.state !== 'open') return undefined;
  const { ref, sha, repo } = answer.data.head;
  return { branch: ref, head: sha, ...(repo && { repository: repo.full_name }) };
}
