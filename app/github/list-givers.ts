import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Giver } from './answer.ts';
import { type CommentLister, type DatedComment, listComments } from './list-comments.ts';

/** What may have given a command: an issue, or a comment on it. Its text is that of now. */
export type PossibleGiver = Omit<DatedComment, 'id' | 'body'> & {
  readonly id: Giver;
  readonly body?: string | null;
};

export type GiverLister = CommentLister & {
  readonly rest: {
    readonly issues: {
      readonly get: (
        parameters: RepositoryName & { issue_number: number },
      ) => Promise<{ data: Omit<PossibleGiver, 'id'> & { readonly id: number } }>;
    };
  };
};

/** An issue or pull request and its comments, the oldest first. */
export async function listGivers(
  client: GiverLister,
  repository: RepositoryName,
  issue: number,
): Promise<{ givers: PossibleGiver[]; comments: DatedComment[] }> {
  const { data } = await client.rest.issues.get({ ...repository, issue_number: issue });
  const comments = await listComments(client, repository, issue);
  return { givers: [{ ...data, id: `issue-${data.id}` }, ...comments], comments };
}
