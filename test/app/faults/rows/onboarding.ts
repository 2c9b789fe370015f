import { setTimeout as sleep } from 'node:timers/promises';
import { ORGANIZATION } from '../../fixtures/sandbox-app.ts';
import { give, issueIn, repositoryFor } from '../give.ts';
import type { Row } from '../row.ts';
import type { TableWorld } from '../table-world.ts';

const BRANCH = 'vaultmesh/onboarding';

/** A repository that the app has asked, and the number of the pull request by which it did. */
async function asked(world: TableWorld, name: string) {
  const repository = await repositoryFor(world, name, true);
  await world.settled();
  const head = `${ORGANIZATION}:${BRANCH}`;
  const { data } = await world.maria.octokit.pulls.list({ ...repository, head });
  const pull_number = data[0]?.number ?? 0;
  const merge = () => world.maria.octokit.pulls.merge({ ...repository, pull_number });
  return { repository, pull_number, merge };
}

/** The way of a repository that exists to a ledger of its own. */
export const ONBOARDING: readonly Row[] = [
  {
    name: 'a repository that is new',
    event: 'installation_repositories',
    parts: 2,
    isLeftToSweep: true,
    prepare: (world, name) => Promise.resolve({ act: () => repositoryFor(world, name, true) }),
  },
  {
    name: 'the merge of an onboarding',
    event: 'pull_request',
    parts: 3,
    prepare: async (world, name) => ({ act: (await asked(world, name)).merge }),
  },
  {
    name: '/onboard',
    event: 'issue_comment',
    parts: 2,
    prepare: async (world, name) => {
      const repository = await repositoryFor(world, name);
      return give(world, '/onboard', await issueIn(world, name, repository), repository);
    },
  },
  {
    name: '/onboard, where the first record failed',
    event: 'issue_comment',
    parts: 2,
    prepare: async (world, name) => {
      const { repository, pull_number, merge } = await asked(world, name);
      world.failing.add(name);
      await merge();
      await world.settled();
      world.failing.delete(name);
      // GitHub tells whole seconds, in which nobody sees a run fail and answers that.
      await sleep(1000);
      return give(world, '/onboard', pull_number, repository);
    },
  },
];
