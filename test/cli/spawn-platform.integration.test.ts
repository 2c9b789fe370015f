import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { spawn } from '../../actions/spawn/src/main.ts';
import { parseSpawnRequest, planSpawn } from '../../core/spawn/index.ts';
import { memoryRunner } from '../actions/memory-runner.ts';
import { makeWorkspace, type Workspace } from '../actions/workspace.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

/** What the app plans with VAULTMESH_PLATFORM=decisions. */
const plan = planSpawn(parseSpawnRequest({ name: 'my-service', owner: 'acme' }), { platform: 'decisions' });
const words = ['spawn', 'my-service', '--owner', 'acme'];

let bench: Workbench;
let workspace: Workspace;

beforeAll(async () => {
  bench = await makeWorkbench();
  workspace = await makeWorkspace();
});
afterAll(() => Promise.all([bench.remove(), workspace.remove()]));

describe('where decisions stand in a repository of another name', () => {
  it('the command writes the tree and has the plan of the app and of the Action', async () => {
    const { code, stdout, stderr } = await bench.vaultmesh(
      [...words, '--platform', 'decisions', '--plan', plan.hash, '--out', 'my-service', '--json'],
      { VAULTMESH_PLATFORM: 'other' },
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ result: { tree: plan.tree, plan: plan.hash } });
    const readme = await bench.git(
      '-C',
      bench.path('my-service'),
      'grep',
      '--files-with-matches',
      '/decisions/',
    );
    expect(readme).not.toBe('');

    const runner = memoryRunner();
    const texts = {
      language: '',
      kind: '',
      mq: '',
      owner: '',
      description: '',
      license: '',
      recordAction: '',
    };
    const paths = { overlay: '', plan: '', out: '' };
    const inputs = {
      name: 'my-service',
      mcp: false,
      dryRun: true,
      platform: 'decisions',
      ...texts,
      ...paths,
    };
    await spawn(inputs, workspace.run, runner);
    expect([runner.outputs.get('tree'), runner.outputs.get('plan')]).toEqual([plan.tree, plan.hash]);
  });

  it('the command takes its name from the environment too', async () => {
    const { stdout } = await bench.vaultmesh([...words, '--dry-run'], { VAULTMESH_PLATFORM: 'decisions' });
    expect(stdout).toContain(`\nplan    ${plan.hash}\n`);
  });

  it.each(['', 'acme/decisions', '..'])('the command refuses --platform "%s": exit code 2', async (name) => {
    const { code, stderr } = await bench.vaultmesh([...words, '--platform', name, '--dry-run']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('must be the name of a repository')]);
  });
});
