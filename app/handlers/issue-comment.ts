import type { Context } from 'probot';
import { allCommands } from '../commands/all-commands.ts';
import { parseCommand } from '../commands/parse-command.ts';
import { runCommand } from '../commands/run-command.ts';
import type { Services } from '../services.ts';

/** A new comment that begins with one of our commands, by a person. Edited comments are another event. */
export async function onIssueComment(
  { payload, octokit, log }: Context<'issue_comment.created'>,
  services: Services,
): Promise<void> {
  const { comment, issue, repository, sender } = payload;
  if (sender.type !== 'User' || comment.user?.id !== sender.id) return;
  const commands = allCommands();
  const parsed = parseCommand(
    comment.body,
    commands.map(({ grammar }) => grammar),
  );
  if (!parsed) return;
  await services.turns.take(`comment ${comment.id}`, () =>
    runCommand(
      {
        comment: {
          repository: { owner: repository.owner.login, repo: repository.name },
          issue: issue.number,
          comment: comment.id,
          createdAt: comment.created_at,
        },
        commentUrl: comment.html_url,
        ownedByOrganisation: repository.owner.type === 'Organization',
        person: { login: sender.login, id: sender.id },
        commands,
        client: octokit,
        services,
      },
      parsed,
      log,
    ),
  );
}
