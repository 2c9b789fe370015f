import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { parseSpawnRequest, planSpawn, renderService, treeId } from '../../core/spawn/index.ts';
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

  it('writes the record Action that it is given into the workflows, before that of the environment', async () => {
    const recordAction = 'acme/record@v2';
    const { code, stderr } = await bench.vaultmesh(
      ['spawn', 'my-shop', '--owner', 'acme', '--record-action', recordAction, '--out', 'my-shop'],
      { VAULTMESH_RECORD_ACTION: 'acme/other@v1' },
    );
    expect([code, stderr]).toEqual([0, '']);
    const workflow = await readFile(bench.path('my-shop/.github/workflows/release.yml'), 'utf8');
    expect(workflow).toContain(`uses: ${recordAction}\n`);
    const request = parseSpawnRequest({
      name: 'my-shop',
      language: 'python',
      kind: 'service',
      owner: 'acme',
    });
    const committed = await bench.git('-C', bench.path('my-shop'), 'rev-parse', 'HEAD^{tree}');
    expect(committed.trim()).toBe(treeId(renderService(request, { recordAction })));
  });

  it('hands kind, options and license on', async () => {
    const words = ['--kind', 'worker', '--with-mcp', '--with-mq', 'nats', '--license', 'Apache-2.0'];
    const { code, stdout } = await spawn('my-worker', ...words, '--out', 'my-worker', '--json');
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout) as { result: { tree: string } };
    const request = {
      name: 'my-worker',
      owner: 'acme',
      kind: 'worker',
      mcp: true,
      mq: 'nats',
      license: 'Apache-2.0',
    };
    expect(result.tree).toBe(treeId(renderService(parseSpawnRequest(request), {})));
  });

  it('shows a plan and makes exactly that one, or nothing', async () => {
    const before = await readdir(bench.directory);
    const shown = await spawn('my-plan', '--dry-run');
    expect(await readdir(bench.directory)).toEqual(before);
    const { hash, tree, files } = planSpawn(parseSpawnRequest({ name: 'my-plan', owner: 'acme' }), {});
    for (const { path } of files) expect(shown.stdout).toContain(`  ${path}\n`);
    expect(shown.stdout).toContain('\nrequest service, python, MIT, owned by acme\n');
    expect(shown.stdout).toContain(`tree    ${tree}\npolicy  allowed\ncalls   none\nplan    ${hash}\n`);

    const other = await spawn('my-plan', '--plan', hash, '--license', 'Apache-2.0', '--out', 'my-plan');
    expect(other.code).toBe(7);
    expect(other.stderr).toContain('This is not that plan');
    const none = await spawn('my-plan', '--plan', 'sha256:0', '--out', 'my-plan');
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('64 hex digits') });
    expect(await readdir(bench.directory)).toEqual(before);

    const { code } = await spawn('my-plan', '--plan', hash, '--out', 'my-plan');
    expect(code).toBe(0);
    const committed = await bench.git('-C', bench.path('my-plan'), 'rev-parse', 'vaultmesh/template^{tree}');
    expect(committed.trim()).toBe(tree);
  });

  it('lays an overlay over it, shows its commit, and needs it again to verify', async () => {
    await mkdir(bench.path('platform/.github/vaultmesh'), { recursive: true });
    const defaults = 'version: 1\ndefaults: { language: go, kind: worker }\n';
    await writeFile(bench.path('platform/.github/vaultmesh/spawn.yml'), defaults);
    const platform = [
      '-C',
      bench.path('platform'),
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
    ];
    for (const words of [
      ['init', '--quiet'],
      ['add', '.'],
      ['commit', '--quiet', '--message=overlay'],
    ]) {
      await bench.git(...platform, ...words);
    }
    const commit = (await bench.git(...platform, 'rev-parse', 'HEAD')).trim();
    const words = ['spawn', 'my-cart', '--owner', 'acme', '--overlay', 'platform'];
    const shown = await bench.vaultmesh([...words, '--dry-run']);
    expect(shown.stdout).toContain(`\noverlay ${commit}\n`);
    expect(shown.stdout).toContain('  go.mod\n');
    const made = await bench.vaultmesh([...words, '--kind', 'service', '--out', 'my-cart', '--json']);
    expect(JSON.parse(made.stdout)).toMatchObject({ result: { overlay: commit } });
    const manifest = JSON.parse(
      await readFile(bench.path('my-cart/.vaultmesh/spawn.json'), 'utf8'),
    ) as object;
    expect(manifest).toMatchObject({ overlay: { commit }, inputs: { language: 'go', kind: 'service' } });

    const verify = (...more: string[]) => bench.vaultmesh(['spawn', 'verify', 'my-cart', ...more]);
    expect((await verify()).stdout).toContain('was made with an overlay, which --overlay would bring');
    expect((await verify('--overlay', 'platform')).stdout).toContain(
      'is what these templates make of its inputs',
    );
    const missing = await bench.vaultmesh([...words.slice(0, -1), 'home', '--dry-run']);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('is no git repository')]);
  });

  it('shows no plan of what the policy refuses: exit code 9', async () => {
    const { code, stderr } = await spawn('platform', '--dry-run');
    expect(code).toBe(9);
    expect(stderr).toContain('is reserved');
  });

  it.each([
    [['--owner', 'acme'], 'Name it with --out'],
    [['--out', 'x'], 'The owner is missing'],
    [['--owner', 'acme', '--description', ''], 'The description must be one line'],
  ])('with %j alone says what is missing: exit code 2', async (words, message) => {
    const { code, stderr } = await bench.vaultmesh(['spawn', 'my-service', ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('verifies file by file what became of a repository', async () => {
    await spawn('my-past', '--out', 'my-past');
    await writeFile(bench.path('my-past/README.md'), 'mine');
    await writeFile(bench.path('my-past/mine.txt'), '');
    await rm(bench.path('my-past/LICENSE'));
    const { code, stdout } = await bench.vaultmesh(['spawn', 'verify', 'my-past']);
    expect(code).toBe(0);
    for (const line of [
      'modified   README.md',
      'added      mine.txt',
      'missing    LICENSE',
      'untouched  Makefile',
    ]) {
      expect(stdout).toContain(`${line}\n`);
    }
    expect(stdout).toContain(
      '1 modified, 1 added, 1 missing; beside them .vaultmesh/spawn.json is what these templates make',
    );

    const manifest = await readFile(bench.path('my-past/.vaultmesh/spawn.json'), 'utf8');
    await writeFile(bench.path('my-past/.vaultmesh/spawn.json'), manifest.replace('"MIT"', '"Apache-2.0"'));
    const forged = await bench.vaultmesh(['spawn', 'verify', 'my-past', '--json']);
    expect(forged.code).toBe(5);
    expect(JSON.parse(forged.stdout)).toMatchObject({ reason: 'verification-failed' });
  });

  it('names the next command so that a shell takes it, whatever the folder is called', async () => {
    const { stdout } = await spawn('my-stock', '--out', 'in stock');
    expect(stdout).toContain("Next: cd 'in stock' && make test;");
  });

  it('says where the steps to a ledger stand, which a folder does not have yet', async () => {
    const { stdout } = await spawn('my-stock', '--out', 'my-stock');
    expect(stdout).toContain('follow "The ledger" in its README.md');
    const readme = await readFile(bench.path('my-stock/README.md'), 'utf8');
    const steps = readme.slice(readme.indexOf('\n## The ledger\n'));
    expect(steps).toContain(
      'git remote add origin https://github.com/acme/my-stock.git && git push -u origin main vaultmesh/template',
    );
    expect(steps).toContain('vaultmesh ledger init https://github.com/acme/my-stock --environment-secret');
    expect(steps).toContain('`VAULTMESH_LOG_KEY`');
  });

  it.each([
    ['--record-action', 'record'],
    ['--record-action', ''],
  ])('refuses %s "%s", which no workflow can use: exit code 2', async (option, value) => {
    const { code, stderr } = await spawn('my-service', option, value, '--out', 'refused');
    expect(code).toBe(2);
    expect(stderr).toContain('must be owner/repository@ref');
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
