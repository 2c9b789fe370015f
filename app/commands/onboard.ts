import { VaultMeshError } from '../../core/common/error.ts';
import { readBranch } from '../../core/github/read-branch.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { findPullRequest, type PullRequest } from '../github/open-pull-request.ts';
import { goOnWithOnboarding } from '../onboarding/go-on-with-onboarding.ts';
import { ONBOARDING_BRANCH } from '../onboarding/onboarding-names.ts';
import { proposeOnboarding } from '../onboarding/propose-onboarding.ts';
import { openOnboarding } from '../onboarding/read-onboarding.ts';
import type { Command } from './command.ts';
import { seenRepository } from './seen-repository.ts';

/** `/onboard`: the pull request by which a repository keeps records; after its merge, what did not come to its end. */
export const onboard: Command = {
  grammar: {
    name: 'onboard',
    parameters: [],
    options: {},
    flags: [],
    summary:
      'proposes that this repository keeps records, or goes on with that where it was merged and stopped',
  },
  scope: 'repository',
  defaultRole: 'write',
  run: async ({ client, comment, services }) => {
    const { repository: name, createdAt } = comment;
    const { spawnSettings: settings } = services.config;
    const repository = await seenRepository(client, name);
    return services.turns.take(`repository ${fullName(name)}`, async () => {
      const open = await openOnboarding(client, name, repository.defaultBranch);
      if (open) return proposed(open);
      const earlier = await findPullRequest(client, name, ONBOARDING_BRANCH);
      if (earlier === undefined) {
        const opened = await proposeOnboarding(client, repository, settings);
        if (opened) return proposed(opened);
        const isEmpty = (await readBranch(client, name, repository.defaultBranch)) === undefined;
        throw new VaultMeshError(
          'conflict',
          isEmpty
            ? `${fullName(name)} has no commit yet. Give it a first one, and then this command again.`
            : `${fullName(name)} has the record workflow or a ledger: there is nothing to propose. \`/ledger\` shows how it stands, and ` +
                '`/adopt ledger` adds what it lacks.',
        );
      }
      const { number, url } = earlier;
      if (await goOnWithOnboarding(client, name, number, services, createdAt)) {
        return `It goes on: see the app's comment on [pull request #${number}](${url}).`;
      }
      throw new VaultMeshError(
        'conflict',
        `It was proposed by [pull request #${number}](${url}), which is not open. Reopen that, with its branch restored, and merge it; or ` +
          '`/adopt ledger` proposes it again.',
      );
    });
  },
};

const proposed = ({ number, url }: PullRequest): string =>
  `[Pull request #${number}](${url}) proposes it. Merged, the ledger is made.`;
