import { adrNew } from '../../../../app/commands/adr-new.ts';
import { formBody } from '../../commands/form-body.ts';
import { PLATFORM } from '../../fixtures/sandbox-app.ts';
import { command, give, issueIn } from '../give.ts';
import type { Row } from '../row.ts';
import { decision, pathOf, propose, put } from '../platform-acts.ts';
import type { TableWorld } from '../table-world.ts';

/** A step of a decision on the pull request that brings it. */
const step = (verb: string, from: string): Row => ({
  name: `/adr ${verb}, on its pull request`,
  event: 'issue_comment',
  prepare: async (world, name) => {
    await put(world.maria, pathOf(name), decision(from), { branch: name });
    return give(world, `/adr ${verb} ${name}`, (await propose(world.maria, name)).number);
  },
});

const onMain =
  (...decisions: readonly (readonly [name: string, status: string])[]) =>
  async ({ maria }: TableWorld): Promise<void> => {
    for (const [name, status] of decisions) await put(maria, pathOf(name), decision(status));
  };

const closed = (
  what: string,
  status: string,
  act: (world: TableWorld, number: number) => Promise<unknown>,
): Row => ({
  name: `a pull request with a decision that is ${what}`,
  event: 'pull_request',
  prepare: async (world, name) => {
    await put(world.maria, pathOf(name), decision(status), { branch: name });
    const { number } = await propose(world.maria, name);
    return { act: () => act(world, number) };
  },
});

/** The life of a decision. */
export const DECISIONS: readonly Row[] = [
  command('/adr new', (name) => `/adr new Keep orders of ${name}`),
  {
    name: '/adr new, by its form',
    event: 'issues',
    prepare: ({ maria }, name) => {
      const form = { repository: PLATFORM, issue: 0 };
      const body = formBody(adrNew.grammar, { title: `Keep orders of ${name}` });
      const act = async (): Promise<void> => {
        const { data } = await maria.octokit.issues.create({ ...PLATFORM, title: '/adr new', body });
        form.issue = data.number;
      };
      return Promise.resolve({ command: form, act });
    },
  },
  step('propose', 'draft'),
  step('accept', 'proposed'),
  step('reject', 'proposed'),
  command('/adr accept, of the default branch', () => '/adr accept open', {
    furnish: onMain(['open', 'proposed']),
  }),
  command('/adr supersede', () => '/adr supersede old new', {
    furnish: onMain(['old', 'accepted'], ['new', 'accepted']),
  }),
  {
    name: '/retry',
    event: 'issue_comment',
    parts: 2,
    prepare: async (world, name) => {
      const issue = await issueIn(world, name);
      const route = '/repos/{owner}/{repo}/git/trees';
      world.github.faults.onRequest({ kind: 'refusal', method: 'POST', route });
      await give(world, `/adr new Keep orders of ${name}`, issue).act();
      await world.settled();
      return give(world, '/retry', issue);
    },
  },
  closed('merged', 'accepted', ({ maria }, pull_number) =>
    maria.octokit.pulls.merge({ ...PLATFORM, pull_number }),
  ),
  closed('turned down', 'proposed', ({ maria }, pull_number) =>
    maria.octokit.pulls.update({ ...PLATFORM, pull_number, state: 'closed' }),
  ),
];
