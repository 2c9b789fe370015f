import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { spawn, type SpawnInputs } from '../../../actions/spawn/src/main.ts';
import { parseSpawnRequest, planSpawn } from '../../../core/spawn/index.ts';
import { memoryRunner, type MemoryRunner } from '../memory-runner.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const run = promisify(execFile);

const inputs: SpawnInputs = {
  name: 'my-service',
  language: '',
  kind: '',
  mcp: false,
  mq: 'none',
  owner: '',
  description: '',
  license: '',
  recordAction: '',
  platform: '',
  overlay: '',
  plan: '',
  dryRun: false,
  out: '',
};
const plan = planSpawn(parseSpawnRequest({ name: 'my-service', owner: 'acme' }), {});

let workspace: Workspace;
let runner: MemoryRunner;

beforeEach(async () => {
  workspace = await makeWorkspace();
  runner = memoryRunner();
});
afterEach(() => workspace.remove());

const git = async (directory: string, ...args: string[]): Promise<string> => {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  return (await run('git', ['-C', workspace.path(directory), ...who, ...args])).stdout.trim();
};
const make = (given: Partial<SpawnInputs> = {}): Promise<void> =>
  spawn({ ...inputs, ...given }, workspace.run, runner);

describe('the spawn step', () => {
  it('writes the tree of the other doors for the owner of the workflow, and tells of it', async () => {
    await make();
    expect(Object.fromEntries(runner.outputs)).toMatchObject({
      path: 'my-service',
      tree: plan.tree,
      plan: plan.hash,
      commit: await git('my-service', 'rev-parse', 'vaultmesh/template'),
    });
    expect(await git('my-service', 'rev-parse', 'main^{tree}')).toBe(plan.tree);
    expect(JSON.parse(runner.outputs.get('outcome') ?? '')).toMatchObject({
      reason: 'done',
      result: { name: 'my-service', files: plan.files.length, tree: plan.tree, plan: plan.hash },
    });
    const [summary = ''] = runner.summaries;
    expect(summary).toContain('## my-service\n');
    expect(summary).toContain(plan.tree);
    for (const { content } of plan.files) expect(summary).toContain(` | ${content.length} |\n`);
  });

  it('only shows the plan in a dry run, and makes exactly that one, or nothing', async () => {
    const before = await readdir(workspace.path('.'));
    await make({ dryRun: true });
    expect(await readdir(workspace.path('.'))).toEqual(before);
    expect([...runner.outputs.keys()].sort()).toEqual(['outcome', 'plan', 'tree']);
    await expect(make({ plan: plan.hash, license: 'Apache-2.0' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await readdir(workspace.path('.'))).toEqual(before);
    await make({ plan: plan.hash.toUpperCase(), out: 'dist/new' });
    expect(runner.outputs.get('path')).toBe('dist/new');
  });

  it('lays an overlay over it, whose defaults an input overrules', async () => {
    await mkdir(workspace.path('platform/.github/vaultmesh/shared/base'), { recursive: true });
    await writeFile(workspace.path('platform/.github/vaultmesh/shared/base/mine.txt'), 'mine\n');
    const defaults = 'version: 1\ndefaults: { kind: worker, license: Apache-2.0 }\n';
    await writeFile(workspace.path('platform/.github/vaultmesh/spawn.yml'), defaults);
    await git('platform', 'init', '--quiet');
    await git('platform', 'add', '.');
    await git('platform', 'commit', '--quiet', '--message=overlay');
    await make({ overlay: 'platform', license: 'MIT', owner: 'other', mq: 'nats', mcp: true });
    const commit = await git('platform', 'rev-parse', 'HEAD');
    const manifest = JSON.parse(await git('my-service', 'show', 'HEAD:.vaultmesh/spawn.json')) as object;
    expect(manifest).toMatchObject({
      inputs: { owner: 'other', kind: 'worker', license: 'MIT', mq: 'nats', mcp: true },
      overlay: { commit },
    });
    expect(await git('my-service', 'show', 'HEAD:mine.txt')).toBe('mine');
    expect(runner.summaries.join('')).toContain(commit);
  });

  it.each([
    ['a name outside', { name: '../evil' }, 'usage'],
    ['a reserved name', { name: 'platform' }, 'policy'],
    ['a broker that is none', { mq: 'kafka' }, 'usage'],
    ['a folder outside', { out: '../evil' }, 'usage'],
    ['an absolute folder', { out: '/evil' }, 'usage'],
    ['a folder through a link', { out: 'link/evil' }, 'usage'],
    ['a parent that is not there', { out: 'no/where' }, 'not-found'],
    ['a folder that exists', { out: 'dist' }, 'conflict'],
    ['the workspace itself', { out: '.' }, 'usage'],
    ['an overlay outside', { overlay: '..' }, 'usage'],
    ['an overlay that is not there', { overlay: 'platform' }, 'not-found'],
    ['an overlay that is no clone', { overlay: 'dist' }, 'not-found'],
  ])('refuses %s and writes nothing', async (_, given, code) => {
    await symlink('..', workspace.path('link'));
    const before = await readdir(workspace.path('..'));
    await expect(make(given)).rejects.toMatchObject({ code });
    expect(await readdir(workspace.path('..'))).toEqual(before);
    expect((await readdir(workspace.path('.'))).sort()).toEqual(['dist', 'link']);
  });
});
