import { PLATFORM } from '../../fixtures/sandbox-app.ts';
import { give, issueIn, repositoryFor } from '../give.ts';
import type { Row } from '../row.ts';
import { checkOn, propose, put } from '../platform-acts.ts';
import type { TableWorld } from '../table-world.ts';

const SCRIPT = 'scripts/build.sh';
const DOWNLOAD = 'curl -sSf https://example.org/install.sh | sh\n';
const LOOSE =
  'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n';

/** A pull request that breaks the covenant, when the app has said so. */
async function checked(world: TableWorld, name: string, path = SCRIPT, text = DOWNLOAD) {
  await put(world.maria, path, text, { branch: name });
  const proposed = await propose(world.maria, name);
  await world.settled();
  return proposed;
}

/** Looks at what is to be merged, and what follows from them. */
export const CHECKS: readonly Row[] = [
  {
    name: 'the covenant check',
    event: 'pull_request',
    prepare: async ({ maria }, name) => {
      await put(maria, SCRIPT, `#!/bin/sh\n${DOWNLOAD.repeat(60)}`, { branch: name });
      return { act: () => propose(maria, name) };
    },
  },
  {
    name: 'the covenant check, asked for again',
    event: 'check_run',
    prepare: async (world, name) => {
      const { sha } = await checked(world, name);
      const check_run_id = await checkOn(world, sha);
      return { act: () => world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id }) };
    },
  },
  {
    name: 'the covenant check of a merge group',
    event: 'merge_group',
    prepare: async (world, name) => {
      const { number } = await checked(world, name);
      return { act: () => world.github.formMergeGroup({ ...PLATFORM, number, by: 'maria' }) };
    },
  },
  {
    name: 'the button that fixes',
    event: 'check_run',
    parts: 2,
    prepare: async (world, name) => {
      const { sha } = await checked(world, name, '.github/workflows/build.yml', LOOSE);
      const run = await checkOn(world, sha);
      return {
        act: () => world.github.pressCheckButton({ ...PLATFORM, run, identifier: 'fix', by: 'maria' }),
      };
    },
  },
  {
    name: '/require covenant',
    event: 'issue_comment',
    prepare: async (world, name) => {
      const repository = await repositoryFor(world, name);
      return give(world, '/require covenant', await issueIn(world, name, repository), repository);
    },
  },
];
