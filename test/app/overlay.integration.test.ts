import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSpawnRequest, planSpawn, readOverlay, spawnSettings } from '../../core/spawn/index.ts';
import { mustRun } from '../../sandbox/world/run-program.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

let world: SandboxApp;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-overlay-'));
  world = await startSandboxApp({ inProcess: true });
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await world.settled();
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, content: string): Promise<string> {
  const { data } = await world.maria.octokit.repos.createOrUpdateFileContents({
    ...PLATFORM,
    path,
    message: `docs: ${path}`,
    content: Buffer.from(content).toString('base64'),
  });
  await world.settled();
  return data.commit.sha!;
}

describe("the overlay in an organisation's platform repository", () => {
  it('is laid over what /spawn makes, as the command does it from a clone', async () => {
    await put('.github/vaultmesh/spawn.yml', 'version: 1\ndefaults: { license: Apache-2.0 }\n');
    const path = '.github/vaultmesh/shared/base/docs/oncall.md.njk';
    const newest = await put(path, '# On call for {= service.name | markdown =}\n');
    await put('docs/other.md', 'Nothing of an overlay.\n');

    const planned = await giveCommand(world.maria, '/spawn my-service --dry-run');
    expect(await reactionsTo(world.maria, planned)).toEqual(['eyes', 'rocket']);
    const [plan = ''] = await answersTo(world.maria, planned);

    const address = `http://x-access-token:${world.maria.token}@${new URL(world.github.url).host}/acme/platform.git`;
    await mustRun('git', ['clone', '--quiet', address, 'platform'], { cwd: folder });
    const overlay = await readOverlay(join(folder, 'platform'));
    const request = parseSpawnRequest({ name: 'my-service', owner: ORGANIZATION }, overlay.defaults);
    const settings = spawnSettings({ serverUrl: world.github.url });
    const expected = planSpawn(request, settings, overlay);
    expect(overlay.commit).toBe(newest);
    expect(plan).toContain(`| Overlay | acme/platform@${newest} |`);
    expect(plan).toContain('  docs/oncall.md\n');
    expect(plan).toContain(`/approve ${expected.hash}`);

    await world.maria.octokit.issues.createComment({
      ...PLATFORM,
      issue_number: planned.issue,
      body: `/approve ${expected.hash}`,
    });
    await world.settled();
    const service = { owner: ORGANIZATION, repo: 'my-service' };
    const { data } = await until('the service', () =>
      world.maria.octokit.repos
        .getBranch({ ...service, branch: 'vaultmesh/template' })
        .catch(() => undefined),
    );
    expect(data.commit.commit.tree.sha).toBe(expected.tree);
  });

  it('makes no plan that another overlay had', async () => {
    const planned = await giveCommand(world.maria, '/spawn my-shop --dry-run');
    await reactionsTo(world.maria, planned);
    const [plan = ''] = await answersTo(world.maria, planned);
    const [approval = ''] = /\/approve [0-9a-f]{64}/.exec(plan) ?? [];
    await put('.github/vaultmesh/shared/base/docs/later.md', 'Nobody was shown this.\n');
    const { data } = await world.maria.octokit.issues.createComment({
      ...PLATFORM,
      issue_number: planned.issue,
      body: approval,
    });
    const given = { issue: planned.issue, comment: data.id };
    expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
    expect((await answersTo(world.maria, given)).at(-1)).toContain(
      'the overlay or the settings may have changed',
    );
  });

  it('refuses the command with the file and the reason when it cannot be used', async () => {
    await put('.github/vaultmesh/shared/base/x.njk', "{= ''.constructor.constructor('return 1')() =}\n");
    const given = await giveCommand(world.maria, '/spawn my-other');
    expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
    expect((await answersTo(world.maria, given)).join('')).toContain(
      '"shared/base/x.njk": line 1 has a call. Leave it out: ',
    );
  });
});
