import type { RepositoryName } from './repository-name.ts';
import { hasStatus } from './status.ts';

export interface CommitLister {
  readonly rest: {
    readonly repos: {
      readonly listCommits: (parameters: RepositoryName & { sha: string; per_page: number }) => Promise<{
        data: {
          sha: string;
          commit: { message: string; tree: { sha: string } };
          parents: unknown[];
        }[];
      }>;
    };
  };
}

export interface Commit {
  readonly id: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: number;
}

/** GitHub's largest page. */
const PAGE = 100;

/** The newest commits of a branch, at most a hundred, newest first; `undefined` where there is no commit yet. */
export async function listCommits(
  client: CommitLister,
  repository: RepositoryName,
  branch: string,
): Promise<Commit[] | undefined> {
  try {
    const answer = await client.rest.repos.listCommits({ ...repository, sha: branch, per_page: PAGE });
    return answer.data.map(({ sha, commit, parents }) => ({
      id: sha,
      message: commit.message,
      tree: commit.tree.sha,
      parents: parents.length,
    }));
  } catch (error) {
    // 409 on an empty repository, 404 while GitHub has not set up the branch.
    if (hasStatus(error, 404, 409)) return undefined;
    throw error;
  }
}
