import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { ListedComment } from './answer.ts';
import { everyItem } from './every-item.ts';

/** A comment with when it was written, and changed last, RFC 3339. */
export type DatedComment = ListedComment & { readonly created_at: string; readonly updated_at?: string };

export interface CommentLister {
  readonly rest: {
    readonly issues: {
      readonly listComments: (
        parameters: RepositoryName & { issue_number: number; per_page: number; page: number },
      ) => Promise<{ data: DatedComment[] }>;
    };
  };
}

/** All comments of an issue, the oldest first. */
export async function listComments(
  client: CommentLister,
  repository: RepositoryName,
  issue: number,
): Promise<DatedComment[]> {
  const { listComments: list } = client.rest.issues;
  const comments: DatedComment[] = [];
  for await (const comment of everyItem((page) => list({ ...repository, issue_number: issue, ...page }))) {
    comments.push(comment);
  }
  return comments;
}
