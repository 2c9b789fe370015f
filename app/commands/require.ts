import { fullName } from '../../core/github/repository-name.ts';
import { CHECK_NAME } from '../checks/check-run-key.ts';
import { requireCheck } from '../onboarding/require-check.ts';
import type { Command } from './command.ts';
import { seenRepository } from './seen-repository.ts';

/** `/require covenant`: a ruleset by which nothing comes into the default branch without the app's check. */
export const requireCovenant: Command = {
  grammar: {
    name: 'require',
    parameters: [{ name: 'rule', choices: ['covenant'] }],
    options: {},
    flags: [],
    summary: `has a ruleset require the check "${CHECK_NAME}" of all that comes into the default branch`,
    example: '/require covenant',
  },
  scope: 'repository',
  defaultRole: 'admin',
  run: async ({ client, comment, services }) => {
    const { repository: name } = comment;
    const { appId } = services.config;
    const repository = await seenRepository(client, name);
    await services.turns.take(`repository ${fullName(name)}`, () => requireCheck(client, name, appId));
    // The same where it was there: an earlier run for this very command may have made it.
    return (
      `A [ruleset](${repository.url}/settings/rules) requires the check \`${CHECK_NAME}\` of what comes ` +
      `into the branch \`${repository.defaultBranch}\`. To take it back, delete the ruleset in the settings.`
    );
  },
};
