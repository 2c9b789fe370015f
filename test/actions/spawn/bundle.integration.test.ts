import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parseSpawnRequest, planSpawn, readOverlay } from '../../../core/spawn/index.ts';
import { type GitHubSandbox, startGitHub } from '../../../sandbox/github/index.ts';
import { type Runner, type RunRecord, startRunner } from '../../../sandbox/runner/index.ts';
import { startServices, type Services } from '../../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { project } from '../../project.ts';

const PLATFORM = { owner: 'acme', repo: 'platform' };
const WORKFLOW = '.github/workflows/spawn.yml';

let github: GitHubSandbox;
let services: Services;
let runner: Runner;
let ada: Person;
let directory: string;
const clone = (): string => join(directory, PLATFORM.repo);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-spawn-action-'));
  github = await startGitHub();
  services = await startServices({ serverUrl: github.url });
  runner = startRunner({ github, services, actions: new Map([['vaultmesh/record', project]]) });
  ada = createPerson(github, 'ada');
  github.createOrganization({ login: PLATFORM.owner, members: { ada: 'admin' } });
  await ada.octokit.repos.createInOrg({ org: PLATFORM.owner, name: PLATFORM.repo, auto_init: true });
  const address = `http://x-access-token:${ada.token}@${new URL(github.url).host}/acme/platform.git`;
  await mustRun('git', ['clone', '--quiet', address], { cwd: directory });
});
afterEach(async () => {
  await runner.stop();
  await services.stop();
  await github.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Pushes these files and the workflow of actions/README.md, and runs that for a service of this name. */
async function run(name: string, files: Readonly<Record<string, string>>): Promise<RunRecord> {
  const readme = await readFile(join(project, 'actions/README.md'), 'utf8');
  const [, workflow = ''] = /^```yaml\n(name: Spawn\n.*?)^```$/ms.exec(readme) ?? [];
  expect(workflow).toContain('uses: vaultmesh/record/actions/spawn@v1');
  for (const [path, content] of Object.entries({ ...files, [WORKFLOW]: workflow })) {
    await mkdir(dirname(join(clone(), path)), { recursive: true });
    await writeFile(join(clone(), path), content);
  }
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  for (const args of [
    ['add', '.'],
    [...who, 'commit', '--quiet', '--message=overlay'],
    ['push', '--quiet'],
  ]) {
    await mustRun('git', args, { cwd: clone() });
  }
  const workflow_id = 'spawn.yml';
  await ada.octokit.actions.createWorkflowDispatch({
    ...PLATFORM,
    workflow_id,
    ref: 'main',
    inputs: { name },
  });
  await runner.idle();
  expect(runner.problems).toEqual([]);
  return runner.runs.at(-1)!;
}

describe('the shipped bundle of actions/spawn', () => {
  it('does what the example of actions/README.md says', async () => {
    const record = await run('my-worker', {
      '.github/vaultmesh/spawn.yml': 'version: 1\ndefaults: { kind: worker }\n',
    });
    const [job] = record.jobs;
    expect({ conclusion: record.conclusion, log: job!.log }).toMatchObject({ conclusion: 'success' });
    const overlay = await readOverlay(clone());
    const request = parseSpawnRequest({ name: 'my-worker', owner: 'acme' }, overlay.defaults);
    const plan = planSpawn(request, { serverUrl: github.url }, overlay);
    expect(request.kind).toBe('worker');
    for (const shown of [plan.hash, plan.tree, overlay.commit]) expect(job!.summary).toContain(shown);
    expect(job!.log).toContain('feat: spawn the service');
  });

  it('fails the step and says why for a name that is refused', async () => {
    const record = await run('p1atform', { '.github/vaultmesh/shared/base/mine.txt': 'mine\n' });
    expect(record.conclusion).toBe('failure');
    expect(record.jobs[0]!.annotations).toContainEqual({
      level: 'error',
      message: expect.stringContaining('looks like the reserved name "platform"'),
      properties: { title: 'VaultMesh spawn' },
    });
  });
});
