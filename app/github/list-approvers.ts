import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from './every-item.ts';

interface ReviewAnswer {
  readonly user: { readonly login: string; readonly type: string } | null;
  /** `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED` or `PENDING`. */
  readonly state: string;
  readonly commit_id: string | null;
}

export interface ReviewLister {
  readonly rest: {
    readonly pulls: {
      readonly listReviews: (
        parameters: RepositoryName & { pull_number: number; per_page: number; page: number },
      ) => Promise<{ data: ReviewAnswer[] }>;
    };
  };
}

/** A comment says nothing for or against, and a pending review has not been given. */
const NO_OPINION: readonly string[] = ['COMMENTED', 'PENDING'];

/** The logins of the people whose latest review approves a pull request as it is at the commit `head`. */
export async function listApprovers(
  client: ReviewLister,
  repository: RepositoryName,
  number: number,
  head: string,
): Promise<string[]> {
  const { listReviews } = client.rest.pulls;
  const latest = new Map<string, ReviewAnswer>();
  for await (const review of everyItem((page) =>
    listReviews({ ...repository, pull_number: number, ...page }),
  )) {
    // GitHub lists them in the order in which they were given.
    if (review.user?.type === 'User' && !NO_OPINION.includes(review.state)) {
      latest.set(review.user.login, review);
    }
  }
  return [...latest].flatMap(([login, { state, commit_id }]) =>
    state === 'APPROVED' && commit_id === head ? [login] : [],
  );
}
