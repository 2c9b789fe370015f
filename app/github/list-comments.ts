import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { ListedComment } from './answer.ts';

export interface CommentLister {
  readonly rest: {
    readonly issues: {
      readonly listComments: (
        parameters: RepositoryName & { issue_number: number; per_page: number; page: number },
      ) => Promise<{ data: ListedComment[] }>;
    };
  };
}

const PAGE = 100;

/** All comments of an issue, the oldest first. */
export async function listComments(
  client: CommentLister,
  repository: RepositoryName,
  issue: number,
): Promise<ListedComment[]> {
  const comments: ListedComment[] = [];
  for (let page = 1; ; page++) {
    const { data } = await client.rest.issues.listComments({
      ...repository,
      issue_number: issue,
      per_page: PAGE,
      page,
    });
    comments.push(...data);
    if (data.length < PAGE) return comments;
  }
}
