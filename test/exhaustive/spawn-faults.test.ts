import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSpawnRequest, renderService, treeId } from '../../core/spawn/index.ts';
import type { RequestFault } from '../../sandbox/github/index.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, type GivenCommand } from '../app/fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../app/fixtures/sandbox-app.ts';

/** More than one `/spawn` has; the last ones show that a fault which never comes changes nothing. */
const CALLS = 64;
const KINDS: readonly RequestFault['kind'][] = ['server-error', 'secondary-limit', 'lost-answer'];
const REDELIVERIES = 3;

let world: SandboxApp;

/** What a finished `/spawn` leaves, as far as two of them agree. */
async function endState(service: string, given: GivenCommand) {
  const { octokit } = world.maria;
  const name = { owner: ORGANIZATION, repo: service };
  const [commits, pulls, rulesets, branches, environments] = await Promise.all([
    octokit.repos.listCommits(name),
    octokit.pulls.list({ ...PLATFORM, state: 'all', per_page: 100 }),
    octokit.repos.getRepoRulesets(name),
    octokit.repos.listBranches(name),
    octokit.repos.getAllEnvironments(name),
  ]);
  return {
    trees: commits.data.map(({ commit }) => commit.tree.sha),
    pulls: pulls.data.filter(({ title }) => title.endsWith(` ${service}`)).length,
    rulesets: rulesets.data.length,
    branches: branches.data.map(({ name: branch }) => branch).sort(),
    environments: environments.data.environments?.map(({ name: environment }) => environment),
    secrets: Object.keys(world.github.secretsFor({ ...name, environment: 'ledger' })),
    answers: (await answersTo(world.maria, given)).map((answer) =>
      answer.includes('is ready.') ? 'ready' : answer,
    ),
  };
}

async function isReady(given: GivenCommand): Promise<boolean> {
  return (await answersTo(world.maria, given)).some((answer) => answer.includes('is ready.'));
}

describe.each(KINDS)('a /spawn with one %s', (kind) => {
  // One for each kind, since GitHub's 5,000 requests an hour hold here too.
  beforeAll(async () => {
    world = await startSandboxApp({ inProcess: true });
    world.install();
    await until('the ruleset of platform', async () => {
      const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
      return data.length > 0;
    });
    await world.settled();
  }, 60_000);
  afterAll(() => world.stop(), 60_000);

  it.each(Array.from({ length: CALLS }, (_, after) => after))(
    'at call %i ends as one without',
    async (after) => {
      const service = `svc-${kind}-${after}`;
      const { octokit } = world.maria;
      const { data: issue } = await octokit.issues.create({ ...PLATFORM, title: service });
      await world.settled();
      // The person's own comment is the first call and passes.
      world.github.faults.onRequest({ kind, after: after + 1, retryAfter: 0 });
      const command = { ...PLATFORM, issue_number: issue.number, body: `/spawn ${service}` };
      const { data: comment } = await octokit.issues.createComment(command);
      await world.settled();
      world.github.faults.clear();
      const given = { issue: issue.number, comment: comment.id };
      for (let again = 0; again < REDELIVERIES && !(await isReady(given)); again += 1) {
        await world.redeliverLast('issue_comment');
      }

      const request = parseSpawnRequest({ name: service, owner: ORGANIZATION });
      const files = renderService(request, { serverUrl: world.github.url });
      expect(await endState(service, given)).toEqual({
        trees: [treeId(files), expect.any(String)],
        pulls: 1,
        rulesets: 1,
        branches: ['ledger', 'main', 'vaultmesh/template'],
        environments: ['ledger'],
        secrets: ['VAULTMESH_LOG_KEY'],
        answers: ['ready'],
      });
    },
    120_000,
  );
});
