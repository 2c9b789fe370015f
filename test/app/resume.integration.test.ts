import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

/** The writing calls of one `/spawn`, in order; `POST /graphql` may also read. */
const WRITES = [
  'POST /orgs/acme/repos',
  'POST /repos/acme/NAME/git/trees',
  'POST /repos/acme/NAME/git/commits',
  'PATCH /repos/acme/NAME/git/refs/heads%2Fmain',
  'PUT /repos/acme/NAME/environments/ledger',
  'POST /repos/acme/NAME/environments/ledger/deployment-branch-policies',
  'PUT /repos/acme/NAME/environments/ledger/secrets/VAULTMESH_LOG_KEY',
  'POST /repos/acme/NAME/git/refs',
  'POST /repos/acme/NAME/rulesets',
  'PUT /repos/acme/NAME/topics',
  'POST /repos/acme/platform/git/trees',
  'POST /repos/acme/platform/git/refs',
  'POST /repos/acme/platform/pulls',
  'POST /repos/acme/platform/issues/N/comments',
];

let world: SandboxApp;
/** Set while the app is to be killed when it has made this call. */
let deadly: { call: string; die: () => void } | undefined;

beforeAll(async () => {
  world = await startSandboxApp({
    onRequest: (line) => {
      if (!deadly || !line.startsWith(deadly.call.replace(' ', ' /api/v3'))) return;
      deadly.die();
      deadly = undefined;
    },
  });
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await world.github.idle();
}, 60_000);
afterAll(() => world.stop(), 60_000);

it.each(WRITES.map((call, index) => [call, `service-${'abcdefghijklmnopqrstuvwxyz'[index]!}`] as const))(
  'a /spawn that is killed right after %s is finished by the next delivery, with everything made once',
  async (call, name) => {
    const issueNumber = await nextIssue();
    const killed = new Promise<void>((resolve) => {
      deadly = {
        call: call.replace('NAME', name).replace('/N/', `/${issueNumber}/`),
        die: () => {
          resolve(world.app.stop('SIGKILL'));
        },
      };
    });
    const command = await giveCommand(world.maria, `/spawn ${name}`);
    await killed;
    await world.github.idle();
    await world.restart('SIGKILL');
    await world.redeliverLast('issue_comment');

    expect(await reactionsTo(world.maria, command)).toEqual(['eyes', 'rocket']);
    expect(await answersTo(world.maria, command)).toEqual([
      expect.stringContaining(`**acme/${name}** is ready.`),
    ]);
    const service = { owner: ORGANIZATION, repo: name };
    const { octokit } = world.maria;
    const { data: commits } = await octokit.repos.listCommits(service);
    expect(commits).toHaveLength(2);
    const { data: pulls } = await octokit.pulls.list({ ...PLATFORM, state: 'all', per_page: 100 });
    expect(pulls.filter(({ title }) => title === `docs(adr): spawn ${name}`)).toHaveLength(1);
    const { data: rulesets } = await octokit.repos.getRepoRulesets(service);
    expect(rulesets).toHaveLength(1);
    expect(world.github.secretsFor({ ...service, environment: 'ledger' })).toHaveProperty(
      'VAULTMESH_LOG_KEY',
    );
  },
  60_000,
);

async function nextIssue(): Promise<number> {
  const { data } = await world.maria.octokit.issues.listForRepo({ ...PLATFORM, state: 'all', per_page: 1 });
  return (data[0]?.number ?? 0) + 1;
}
