import type { Context } from 'probot';
import { allCommands } from '../commands/all-commands.ts';
import { giveCommand } from '../commands/give-command.ts';
import { parseForm } from '../commands/parse-form.ts';
import type { Services } from '../services.ts';

/**
 * A new issue that the form of one of our commands made, by a person. Edited issues are another event, and one that was moved here
 * from another repository is not new: it gave its command there.
 */
export async function onIssueOpened(context: Context<'issues.opened'>, services: Services): Promise<void> {
  const { issue, sender, changes } = context.payload;
  if (changes !== undefined || sender.type !== 'User' || issue.user?.id !== sender.id) return;
  const commands = allCommands();
  const parsed = parseForm(
    issue.body ?? '',
    commands.map(({ grammar }) => grammar),
  );
  if (!parsed) return;
  const { id, number, created_at: createdAt, html_url: url } = issue;
  await giveCommand(
    context,
    { id: `issue-${id}`, issue: number, createdAt, url },
    parsed,
    commands,
    services,
  );
}
