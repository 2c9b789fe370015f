import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { WRITING_CALLS } from '../../app/spawn/writing-calls.ts';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { parseSpawnRequest, renderService, spawnSettings, treeId } from '../../core/spawn/index.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const SERVICE = { owner: ORGANIZATION, repo: 'my-service' };

let world: SandboxApp;

beforeAll(async () => {
  world = await startSandboxApp();
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await world.settled();
});
afterAll(() => world.stop(), 60_000);

/** Resolves when the app has been killed while it waited for the answer to `call`, which took effect. */
function killedAfter(call: string): Promise<void> {
  const [method = '', route = ''] = call.split(' ');
  return new Promise((resolve) => {
    const afterEffect = (): void => {
      resolve(world.app.stop('SIGKILL'));
    };
    world.github.faults.onRequest({ kind: 'lost-answer', method, route, afterEffect });
  });
}

it('a /spawn that is killed after each of its writing calls in turn ends as if nothing had happened', async () => {
  const { octokit } = world.maria;
  let killed = killedAfter(WRITING_CALLS[0]!);
  const command = await giveCommand(world.maria, '/spawn my-service');
  for (const next of WRITING_CALLS.slice(1)) {
    await killed;
    await world.github.idle();
    killed = killedAfter(next);
    // Its sweep goes on by itself, perhaps to the next call before it is ready.
    await world.restart('SIGKILL').catch(() => undefined);
  }
  await killed;
  await world.restart('SIGKILL');
  await world.settled();

  expect(await reactionsTo(world.maria, command)).toEqual(['eyes', 'rocket']);
  expect(await answersTo(world.maria, command)).toEqual([
    expect.stringContaining('**acme/my-service** is ready.'),
  ]);
  const { data: commits } = await octokit.repos.listCommits(SERVICE);
  const settings = spawnSettings({ serverUrl: world.github.url });
  const files = renderService(parseSpawnRequest({ name: 'my-service', owner: ORGANIZATION }), settings);
  expect(commits.map(({ commit }) => commit.tree.sha)).toEqual([treeId(files), expect.any(String)]);
  const { data: pulls } = await octokit.pulls.list({ ...PLATFORM, state: 'all' });
  expect(pulls).toHaveLength(1);
  const { data: rulesets } = await octokit.repos.getRepoRulesets(SERVICE);
  expect(rulesets).toHaveLength(3);
  const key = world.github.secretsFor({ ...SERVICE, environment: 'ledger' })['VAULTMESH_LOG_KEY']!;
  const { data: vkey } = await octokit.repos.getContent({ ...SERVICE, path: 'vkey', ref: 'ledger' });
  const shown = fromUtf8(Buffer.from('content' in vkey ? vkey.content : '', 'base64')).trim();
  expect(parseSignerKey(key).verifierKey).toBe(shown);
});

/** Starts the killed app again, with its last comment and another file in the overlay. */
async function resume(path: string, text: string): Promise<void> {
  await world.github.idle();
  await world.maria.octokit.repos.createOrUpdateFileContents({
    ...PLATFORM,
    path: `.github/vaultmesh/${path}`,
    message: 'docs: what nobody was shown',
    content: Buffer.from(text).toString('base64'),
  });
  await world.github.idle();
  await world.restart('SIGKILL');
  await world.settled();
}

/** Has a plan approved, the app killed after the call, and the overlay changed before it goes on; the last answer. */
async function changedAfter(call: string, name: string): Promise<string> {
  const { octokit } = world.maria;
  const planned = await giveCommand(world.maria, `/spawn ${name} --language go --dry-run`);
  await reactionsTo(world.maria, planned);
  const [plan = ''] = await answersTo(world.maria, planned);
  const [approval = ''] = /\/approve [0-9a-f]{64}/.exec(plan) ?? [];
  const killed = killedAfter(call);
  const { data } = await octokit.issues.createComment({
    ...PLATFORM,
    issue_number: planned.issue,
    body: approval,
  });
  await killed;
  await resume(`shared/base/docs/${name}.md`, 'Nobody was shown this.\n');
  await reactionsTo(world.maria, { issue: planned.issue, comment: data.id });
  return (await answersTo(world.maria, planned)).at(-1) ?? '';
}

it('an /approve that is killed after its commit is finished, whatever became of the overlay', async () => {
  const answer = await changedAfter('PUT /repos/{owner}/{repo}/environments/{environment_name}', 'my-shop');
  expect(answer).toContain('**acme/my-shop** is ready.');
  const shop = { owner: ORGANIZATION, repo: 'my-shop' };
  const { data: commits } = await world.maria.octokit.repos.listCommits(shop);
  expect(answer).toContain(`/commit/${commits[0]!.sha}), tree \`${commits[0]!.commit.tree.sha}\``);
  expect(commits).toHaveLength(2);
  const later = world.maria.octokit.repos.getContent({ ...shop, path: 'docs/my-shop.md' });
  await expect(later).rejects.toMatchObject({ status: 404 });
  const { data: pulls } = await world.maria.octokit.pulls.list({ ...PLATFORM, state: 'open' });
  expect(pulls.map(({ title }) => title)).toContain('docs(adr): spawn my-shop');
});

it('an /approve that is killed before its commit says what to do, when the overlay has changed', async () => {
  expect(await changedAfter('POST /orgs/{org}/repos', 'my-cart')).toContain(
    'Delete the repository if nothing in it is needed, and plan again.',
  );
});

it('a /spawn that is killed after its commit tells of what it committed, whatever is the default now', async () => {
  const killed = killedAfter('PUT /repos/{owner}/{repo}/environments/{environment_name}');
  const given = await giveCommand(world.maria, '/spawn my-stall');
  await killed;
  await resume('spawn.yml', 'version: 1\ndefaults:\n  language: rust\n');
  await reactionsTo(world.maria, given);
  const { repos, pulls } = world.maria.octokit;
  const { data: topics } = await repos.getAllTopics({ owner: ORGANIZATION, repo: 'my-stall' });
  expect(topics.names.toSorted()).toEqual(['python', 'vaultmesh']);
  const { data: open } = await pulls.list({ ...PLATFORM, state: 'open' });
  const ref = open.find(({ title }) => title === 'docs(adr): spawn my-stall')?.head.ref ?? '';
  const { data } = await repos.getContent({ ...PLATFORM, ref, path: 'docs/adr/spawn-my-stall.md' });
  const decision = fromUtf8(Buffer.from('content' in data ? data.content : '', 'base64'));
  expect(decision).toContain('| Template | Python service, version ');
});
