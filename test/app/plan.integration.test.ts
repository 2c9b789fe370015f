import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WRITING_CALLS } from '../../app/spawn/writing-calls.ts';
import { parseSpawnRequest, planSpawn, spawnSettings } from '../../core/spawn/index.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, type GivenCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';
import { isWitness, writtenCalls } from './fixtures/written-calls.ts';

let world: SandboxApp;
let planned: GivenCommand;
let hash: string;

beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await until("the witness's cosignature on the ledger of platform", () =>
    world.github.traffic.exchanges.some(isWitness),
  );
  await world.settled();
}, 60_000);

afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
}, 60_000);

/** The calls that wrote something since `from`. */
const written = (from: number): string[] => writtenCalls(world.github.traffic.exchanges.slice(from));

/** Comments on the issue of the plan. */
async function comment(body: string): Promise<GivenCommand> {
  const { data } = await world.maria.octokit.issues.createComment({
    ...PLATFORM,
    issue_number: planned.issue,
    body,
  });
  return { issue: planned.issue, comment: data.id };
}

describe('/spawn --dry-run', () => {
  it('shows the plan and writes nothing', async () => {
    const before = world.github.traffic.exchanges.length;
    planned = await giveCommand(world.maria, '/spawn my-service --with-mcp --dry-run');
    expect(await reactionsTo(world.maria, planned)).toEqual(['eyes', 'rocket']);
    const [answer = ''] = await answersTo(world.maria, planned);
    const request = parseSpawnRequest({ name: 'my-service', mcp: true, owner: ORGANIZATION });
    const plan = planSpawn(request, spawnSettings({ serverUrl: world.github.url }));
    for (const { path } of plan.files) expect(answer).toContain(`  ${path}\n`);
    for (const call of WRITING_CALLS) expect(answer).toContain(`\n${call}\n`);
    expect(answer).toContain(`tree \`${plan.tree}\``);
    expect(answer).toContain(`\`/approve ${plan.hash}\``);
    hash = plan.hash;
    await world.settled();
    // The person's own issue and comment, then what every command has.
    expect(written(before)).toEqual([
      'POST /repos/{owner}/{repo}/issues',
      'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      WRITING_CALLS[0],
      ...WRITING_CALLS.slice(-2),
    ]);
  }, 40_000);
});

describe('/approve', () => {
  it.each([
    ['another plan', () => '0'.repeat(64), 'No command on this issue was shown with this plan'],
    ['a part of the hash', () => hash.slice(0, 12), '64 hex digits'],
  ])(
    'refuses %s',
    async (_, plan, reason) => {
      const given = await comment(`/approve ${plan()}`);
      expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
      expect((await answersTo(world.maria, given)).at(-1)).toContain(reason);
    },
    40_000,
  );

  it('refuses the plan of another issue', async () => {
    const given = await giveCommand(world.maria, `/approve ${hash}`);
    expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
  }, 40_000);

  it('makes exactly the plan, by the calls that were announced', async () => {
    await world.settled();
    const before = world.github.traffic.exchanges.length;
    const given = await comment(`/approve ${hash}`);
    expect(await reactionsTo(world.maria, given)).toEqual(['eyes', 'rocket']);
    await world.settled();
    const [own, ...calls] = written(before);
    expect(own).toBe('POST /repos/{owner}/{repo}/issues/{issue_number}/comments');
    expect(calls).toEqual(WRITING_CALLS);
    expect(calls.length).toBeLessThanOrEqual(20);
    const name = { owner: ORGANIZATION, repo: 'my-service' };
    const request = parseSpawnRequest({ name: 'my-service', mcp: true, owner: ORGANIZATION });
    const { tree } = planSpawn(request, spawnSettings({ serverUrl: world.github.url }));
    for (const branch of ['main', 'vaultmesh/template']) {
      const { data } = await world.maria.octokit.repos.getBranch({ ...name, branch });
      expect([branch, data.commit.commit.tree.sha]).toEqual([branch, tree]);
    }
  }, 60_000);
});
