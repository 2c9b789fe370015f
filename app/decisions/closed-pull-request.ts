import type { RepositoryName } from '../../core/github/repository-name.ts';

export interface Account {
  readonly login: string;
  /** `User` for a person. */
  readonly type: string;
}

/** A pull request into the default branch that was merged, or closed unmerged. */
export interface ClosedPullRequest {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly url: string;
  readonly defaultBranch: string;
  /** RFC 3339 */
  readonly closedAt: string;
  /** The last commit of its branch. */
  readonly head: string;
  /** Absent when it was closed unmerged. */
  readonly mergeCommit?: string;
  /** Absent when the account is gone. */
  readonly author?: Account;
  /** Who merged or closed it. */
  readonly closer: Account;
}

/** The commit that has what became of it. */
export const commitOf = ({ mergeCommit, head }: ClosedPullRequest): string => mergeCommit ?? head;
