import { readdir } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { parseSpawnRequest, renderService, treeId } from '../../core/spawn/index.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
});

afterAll(() => bench.remove());

const spawn = (...argv: string[]): ReturnType<Workbench['vaultmesh']> =>
  bench.vaultmesh(['spawn', '--language', 'python', '--owner', 'acme', ...argv]);

describe('vaultmesh spawn', () => {
  it('writes the tree that the other doors write for the same request', async () => {
    const { code, stdout, stderr } = await spawn('my-service', '--out', 'my-service', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const { result } = JSON.parse(stdout) as { result: { tree: string; files: number } };
    const request = parseSpawnRequest({
      name: 'my-service',
      language: 'python',
      kind: 'service',
      owner: 'acme',
    });
    expect(result.tree).toBe(treeId(renderService(request, {})));
    const committed = await bench.git('-C', bench.path('my-service'), 'rev-parse', 'HEAD^{tree}');
    expect(committed.trim()).toBe(result.tree);
    expect(await bench.git('-C', bench.path('my-service'), 'status', '--porcelain')).toBe('');
  });

  it.each([
    ['../evil', 2],
    ['Evil', 2],
    ['platform', 9],
  ])('refuses the name %s with exit code %i and writes nothing', async (name, expected) => {
    const before = await readdir(bench.directory);
    const { code, stderr } = await spawn(name, '--out', 'refused');
    expect(code).toBe(expected);
    expect(stderr).not.toBe('');
    expect(await readdir(bench.directory)).toEqual(before);
  });

  it('does not write over a folder that is there: exit code 7', async () => {
    const { code, stderr } = await spawn('my-service', '--out', 'home');
    expect(code).toBe(7);
    expect(stderr).toContain('exists');
  });
});
