import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { ListedComment } from './answer.ts';
import { type CommentLister, listComments } from './list-comments.ts';

export interface QuietCommenter extends CommentLister {
  readonly rest: {
    readonly issues: CommentLister['rest']['issues'] & {
      readonly createComment: (
        parameters: RepositoryName & { issue_number: number; body: string; request: { retries: number } },
      ) => Promise<{ data: ListedComment }>;
      readonly updateComment: (
        parameters: RepositoryName & { comment_id: number; body: string },
      ) => Promise<unknown>;
      readonly deleteComment: (parameters: RepositoryName & { comment_id: number }) => Promise<unknown>;
    };
  };
}

/**
 * Keeps one comment of the app `appId` on an issue or a pull request, known by `topic`: it is written, changed where the text is
 * another, and deleted where there is no text. Comments of others are never touched, whatever they say.
 */
export async function quietComment(
  client: QuietCommenter,
  appId: number,
  { repository, issue }: { readonly repository: RepositoryName; readonly issue: number },
  topic: string,
  text: string | undefined,
): Promise<void> {
  const { issues } = client.rest;
  const marker = `<!-- vaultmesh:${topic} -->`;
  const find = async (): Promise<ListedComment | undefined> =>
    (await listComments(client, repository, issue)).find(
      ({ body, user, performed_via_github_app: app }) =>
        user?.type === 'Bot' && app?.id === appId && body?.startsWith(marker) === true,
    );
  if (text === undefined) {
    const there = await find();
    if (there) await issues.deleteComment({ ...repository, comment_id: there.id });
    return;
  }
  const body = `${marker}\n${text}`;
  const { thing } = await findOrMake(find, async () => {
    const { data } = await issues.createComment({ ...repository, issue_number: issue, body, ...NO_RETRY });
    return data;
  });
  if (thing.body !== body) await issues.updateComment({ ...repository, comment_id: thing.id, body });
}
