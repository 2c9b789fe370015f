import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { CommandComment } from './answer.ts';

export type Reaction = 'eyes' | 'rocket' | 'confused';

export interface Reactor {
  readonly rest: {
    readonly reactions: {
      readonly createForIssue: (
        parameters: RepositoryName & { issue_number: number; content: Reaction },
      ) => Promise<unknown>;
      readonly createForIssueComment: (
        parameters: RepositoryName & { comment_id: number; content: Reaction },
      ) => Promise<unknown>;
    };
  };
}

/** Puts a reaction on the comment or issue that gave a command; one that is there already stays as it is. */
export async function react(
  { rest: { reactions } }: Reactor,
  { repository, issue, comment }: Pick<CommandComment, 'repository' | 'issue' | 'comment'>,
  content: Reaction,
): Promise<void> {
  await (typeof comment === 'number'
    ? reactions.createForIssueComment({ ...repository, comment_id: comment, content })
    : reactions.createForIssue({ ...repository, issue_number: issue, content }));
}
