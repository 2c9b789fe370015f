import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startWorld, type World } from '../../sandbox/world/start-world.ts';
import { until } from '../../sandbox/world/until.ts';
import { vaultmesh } from '../../sandbox/world/vaultmesh.ts';

const SHOP = { owner: 'acme', repo: 'shop' };
const WORKFLOW = '.github/workflows/vaultmesh-record.yml';

/** What becomes of a repository that exists, from the app's installation on, by the real workflow. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.maintainer.octokit.repos.createInOrg({ org: SHOP.owner, name: SHOP.repo, auto_init: true });
}, 120_000);
afterAll(async () => {
  await world.stop();
});

const proposals = async () =>
  (await world.maintainer.octokit.pulls.list({ ...SHOP, state: 'all' })).data.filter(
    ({ head }) => head.ref === 'vaultmesh/onboarding',
  );

const told = async (issue_number: number): Promise<string[]> => {
  const { data } = await world.maintainer.octokit.issues.listComments({ ...SHOP, issue_number });
  return data.flatMap(({ body, user }) => (user?.type === 'Bot' ? [body ?? ''] : []));
};

let number: number;

it('installing the app proposes the record workflow and the softest covenant', async () => {
  world.install();
  const [pull] = await until('the pull request', async () => {
    const pulls = await proposals();
    return pulls.length > 0 && pulls;
  });
  number = pull!.number;
  const { data: files } = await world.maintainer.octokit.pulls.listFiles({ ...SHOP, pull_number: number });
  expect(files.map(({ filename, status }) => [filename, status])).toEqual([
    ['.github/actionlint.yaml', 'added'],
    ['.github/vaultmesh.yml', 'added'],
    [WORKFLOW, 'added'],
  ]);
  await world.settled();
  const { data: checks } = await world.maintainer.octokit.checks.listForRef({ ...SHOP, ref: pull!.head.sha });
  expect(checks.check_runs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['VaultMesh covenant', 'success'],
  ]);
}, 240_000);

it('starting again proposes nothing more', async () => {
  await world.restartApp();
  await world.settled();
  expect(await proposals()).toHaveLength(1);
}, 240_000);

it('its merge has the ledger made, and the workflow write a first record', async () => {
  await world.maintainer.octokit.pulls.merge({ ...SHOP, pull_number: number });
  await until(
    'the first record',
    async () => (await told(number)).some((text) => text.includes('entry 0')),
    300_000,
  );
  await world.settled();
  const [text, ...others] = await told(number);
  expect(others).toEqual([]);
  expect(text).toContain('`/require covenant`');
  const url = `${world.github.url}/acme/shop`;
  const command = /^npx vaultmesh (receipt .*)$/m.exec(text!)![1]!.split(' ');
  const { stdout, exitCode } = await vaultmesh([...command, '--json'], '.');
  expect(exitCode).toBe(0);
  const shown = JSON.parse(stdout) as { result: object };
  expect(JSON.stringify(shown.result)).toContain(`"onboarding:${number}"`);
  expect(JSON.stringify(shown.result)).toContain('"name":"vaultmesh-record.yml"');
  expect((await vaultmesh(['ledger', 'fsck', url], '.')).exitCode).toBe(0);
}, 420_000);

it('/require covenant requires the check from then on, and once', async () => {
  const { octokit } = world.maintainer;
  const said = '\nA [ruleset]';
  for (let given = 0; given < 2; given += 1) {
    const { data } = await octokit.issues.createComment({
      ...SHOP,
      issue_number: number,
      body: '/require covenant',
    });
    await until('the answer', async () =>
      (await told(number)).some(
        (text) =>
          text.startsWith(`<!-- vaultmesh:answer comment=${data.id} state=done`) && text.includes(said),
      ),
    );
  }
  const { data: rulesets } = await octokit.repos.getRepoRulesets(SHOP);
  expect(rulesets.map(({ name }) => name).sort()).toEqual([
    'VaultMesh: the covenant is kept',
    'VaultMesh: the ledger only grows',
  ]);
  const push = octokit.repos.createOrUpdateFileContents({
    ...SHOP,
    path: 'notes.txt',
    message: 'past the check',
    content: Buffer.from('x\n').toString('base64'),
  });
  await expect(push).rejects.toThrow('Required status check "VaultMesh covenant" is expected.');
}, 240_000);

it('what was finished stays as it is, also when the app starts again', async () => {
  const before = await told(number);
  await world.restartApp();
  await world.settled();
  expect(await told(number)).toEqual(before);
  expect(await proposals()).toHaveLength(1);
}, 240_000);
