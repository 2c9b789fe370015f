import type { RepositoryName } from '../../core/github/repository-name.ts';

export type Reaction = 'eyes' | 'rocket' | 'confused';

export interface Reactor {
  readonly rest: {
    readonly reactions: {
      readonly createForIssueComment: (
        parameters: RepositoryName & { comment_id: number; content: Reaction },
      ) => Promise<unknown>;
    };
  };
}

/** Puts a reaction on a comment; one that is there already stays as it is. */
export async function react(
  client: Reactor,
  repository: RepositoryName,
  comment: number,
  content: Reaction,
): Promise<void> {
  await client.rest.reactions.createForIssueComment({ ...repository, comment_id: comment, content });
}
