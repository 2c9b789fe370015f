import { ADOPTABLE } from '../../../../core/spawn/index.ts';
import { sampleReceipt } from '../../../core/remembrancer/memory/sample-entries.ts';
import { ORGANIZATION } from '../../fixtures/sandbox-app.ts';
import { appendTo } from '../append-to.ts';
import { give, issueIn, repositoryFor } from '../give.ts';
import type { Row } from '../row.ts';
import { put } from '../platform-acts.ts';

const adopt = (part: string): Row => ({
  name: `/adopt ${part}`,
  event: 'issue_comment',
  parts: part === 'ledger' ? 2 : 1,
  prepare: async (world, name) => {
    const repository = await repositoryFor(world, name);
    await put(world.maria, 'go.mod', 'module example.org/hobby\n', { repository });
    return give(world, `/adopt ${part}`, await issueIn(world, name, repository), repository);
  },
});

/** The parts of a service for a repository that there is, and what is written to its ledger then. */
export const ADOPTION: readonly Row[] = [
  ...ADOPTABLE.map(adopt),
  {
    name: 'a push to a ledger',
    event: 'push',
    parts: 2,
    prepare: async (world, name) => {
      // One of its own: what is pushed to one that has more entries is another thing.
      const adoption = await adopt('ledger').prepare(world, name);
      await adoption.act();
      await world.settled();
      const repository = { owner: ORGANIZATION, repo: name };
      const receipt = sampleReceipt({ component: 'any', context: { what: 'Build by script' }, links: [] });
      return { act: () => appendTo(world, repository, receipt) };
    },
  },
];
