import type { Context } from 'probot';
import { allCommands } from '../commands/all-commands.ts';
import { giveCommand } from '../commands/give-command.ts';
import { parseCommand } from '../commands/parse-command.ts';
import type { Services } from '../services.ts';

/** A new comment that begins with one of our commands, by a person. Edited comments are another event. */
export async function onIssueComment(
  context: Context<'issue_comment.created'>,
  services: Services,
): Promise<void> {
  const { comment, issue, sender } = context.payload;
  if (sender.type !== 'User' || comment.user?.id !== sender.id) return;
  const commands = allCommands();
  const parsed = parseCommand(
    comment.body,
    commands.map(({ grammar }) => grammar),
  );
  if (!parsed) return;
  const { id, created_at: createdAt, html_url: url } = comment;
  await giveCommand(context, { id, issue: issue.number, createdAt, url }, parsed, commands, services);
}
