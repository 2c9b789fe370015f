import { VaultMeshError } from '../../core/common/error.ts';
import { findGiverDelivery } from '../github/find-giver-delivery.ts';
import { listGivers } from '../github/list-givers.ts';
import { mayGive } from '../policy/may-give.ts';
import type { Command } from './command.ts';
import { parseGiven } from './parse-form.ts';
import { stoppedCommand } from './stopped-command.ts';

/**
 * `/retry [<comment>]`: has GitHub deliver the comment, or the issue, of a command that stopped again, as it was written then. Its own
 * author must still be allowed to give it, and so must who retries it.
 */
export const retry: Command = {
  grammar: {
    name: 'retry',
    parameters: [{ name: 'comment', isOptional: true }],
    options: {},
    flags: [],
    summary:
      'goes on with the command that stopped last here, or with that of a comment, given by its id, or of the form: issue',
  },
  scope: 'repository',
  run: async ({ values, comment, commands, person, client, services }) => {
    const { appId, spawnSettings } = services.config;
    const { repository, issue } = comment;
    const { givers, comments } = await listGivers(client, repository, issue);
    const wanted = values['comment'];
    const { giver, createdAt, goesOn } = stoppedCommand(givers, comments, appId, wanted, comment.createdAt);
    const place = typeof giver === 'number' ? `comment ${giver}` : 'the form of this issue';
    const { platform } = spawnSettings;
    const asRead = async (body: string): Promise<Command> => {
      const parsed = parseGiven(
        { id: giver, body },
        commands.map(({ grammar }) => grammar),
      );
      const command =
        parsed && 'name' in parsed && commands.find(({ grammar }) => grammar.name === parsed.name);
      if (!command) throw new VaultMeshError('not-found', `There is no command in ${place}. Give it again.`);
      await mayGive(client, { command, commands, repository, platform, login: person.login });
      return command;
    };
    // Before GitHub's log is read, which is long, it is asked by what stands there now.
    await asRead(givers.find(({ id }) => id === giver)?.body ?? '');
    const delivered = await findGiverDelivery(client, giver, createdAt);
    if (!delivered) {
      throw new VaultMeshError(
        'not-found',
        `GitHub has no delivery of ${place} any more; it keeps them for three days. Give the command again: ` +
          'what was made stays, and is not taken for the new one.',
      );
    }
    const command = await asRead(delivered.body);
    if (!goesOn) await client.rest.apps.redeliverWebhookDelivery({ delivery_id: delivered.delivery });
    const name = command.grammar.name;
    return `\`/${name}\` of ${place} goes on: its answer above tells how.`;
  },
};
