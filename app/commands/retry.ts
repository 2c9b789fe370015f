import { VaultMeshError } from '../../core/common/error.ts';
import { findCommentDelivery } from '../github/find-comment-delivery.ts';
import { listComments } from '../github/list-comments.ts';
import { mayGive } from '../policy/may-give.ts';
import type { Command } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { stoppedCommand } from './stopped-command.ts';

/**
 * `/retry [<comment>]`: has GitHub deliver the comment of a command that stopped again, as it was written then. Its own author
 * must still be allowed to give it, and so must who retries it.
 */
export const retry: Command = {
  grammar: {
    name: 'retry',
    parameters: [{ name: 'comment', isOptional: true }],
    options: {},
    flags: [],
    summary: 'goes on with the command that stopped last here, or with that of a comment, given by its id',
  },
  scope: 'repository',
  run: async ({ values, comment, commands, person, client, services }) => {
    const { appId, spawnSettings } = services.config;
    const { repository, issue } = comment;
    const comments = await listComments(client, repository, issue);
    const stopped = stoppedCommand(comments, appId, values['comment']);
    const delivered = await findCommentDelivery(client, stopped.comment, stopped.createdAt);
    if (!delivered) {
      throw new VaultMeshError(
        'not-found',
        `GitHub has no delivery of the comment ${stopped.comment} any more; it keeps them for three days. Give the command again: ` +
          'what was made stays, and is not taken for the new one.',
      );
    }
    const parsed = parseCommand(
      delivered.body,
      commands.map(({ grammar }) => grammar),
    );
    const command =
      parsed && 'name' in parsed && commands.find(({ grammar }) => grammar.name === parsed.name);
    if (!command) {
      throw new VaultMeshError('not-found', `The comment ${stopped.comment} gave no command. Give it again.`);
    }
    const { platform } = spawnSettings;
    await mayGive(client, { command, commands, repository, platform, login: person.login });
    await client.rest.apps.redeliverWebhookDelivery({ delivery_id: delivered.delivery });
    const name = command.grammar.name;
    return `\`/${name}\` of comment ${stopped.comment} goes on: its answer above tells how.`;
  },
};
