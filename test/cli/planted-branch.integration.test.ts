import { readdir, readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleReceipt } from './sample-receipt.ts';
import { makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';
import { writeFile } from 'node:fs/promises';

let bench: Workbench;
let vkey: string;

beforeAll(async () => {
  bench = await makeWorkbench();
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  await writeFile(bench.path('receipt.json'), sampleReceipt('incident:1'));
  const append = ['ledger', 'append', REPOSITORY, 'receipt.json', '--log-key', 'log.key'];
  expect((await bench.vaultmesh(append)).code).toBe(0);
  vkey = (await bench.git('-C', bench.remote, 'show', 'ledger:vkey')).trim();
  await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, 'clone');
  await inClone('switch', '--quiet', '--orphan', 'planted');
  await inClone('commit', '--quiet', '--allow-empty', '-m', 'nothing');
  await inClone('push', '--quiet', 'origin', 'planted');
});

afterAll(() => bench.remove());

const inClone = (...argv: string[]): Promise<string> =>
  bench.git('-C', 'clone', '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...argv);

/** Puts a commit upon the ledger branch, with the changes that `change` makes in the work tree. */
async function push(branch: string, change: () => Promise<unknown>): Promise<void> {
  await inClone('switch', '--quiet', '-c', branch, 'origin/ledger');
  await change();
  await inClone('commit', '--quiet', '--all', '-m', branch);
  await inClone('push', '--quiet', 'origin', branch);
}

const HOLDS_NO_LEDGER =
  'vaultmesh: The branch planted is there but holds no ledger (no checkpoint): delete it, or give --branch NAME.\n';

describe('a branch that somebody made and that holds no ledger', () => {
  it.each([
    ['root', []],
    ['fsck', []],
    ['audit', []],
    ['repair', []],
    ['audit', ['--vkey']],
  ] as const)('is called that by %s %j', async (command, options) => {
    const given = options.flatMap((option) => [option, vkey]);
    const result = await bench.vaultmesh(['ledger', command, REPOSITORY, '--branch', 'planted', ...given]);
    expect(result).toEqual({ code: 3, stdout: '', stderr: HOLDS_NO_LEDGER });
  });

  it('gets no ledger, and the key that was made for it is not left behind', async () => {
    const init = ['ledger', 'init', REPOSITORY, '--branch', 'planted', '--log-key', 'planted.key'];
    expect(await bench.vaultmesh(init)).toEqual({ code: 3, stdout: '', stderr: HOLDS_NO_LEDGER });
    expect(await readdir(bench.directory)).not.toContain('planted.key');
  });

  it('is not taken for a ledger whose checkpoint went, for which the repair is named', async () => {
    await push('lost', () => inClone('rm', '--quiet', 'checkpoint'));
    const lost = (command: string) => bench.vaultmesh(['ledger', command, REPOSITORY, '--branch', 'lost']);
    const root = await lost('root');
    expect(root.code).toBe(5);
    expect(root.stderr).toContain(
      'The branch lost has lost its checkpoint. If somebody changed the branch, "',
    );
    const fsck = await lost('fsck');
    expect(fsck.code).toBe(5);
    expect(fsck.stdout).toContain('missing  checkpoint');
    expect(fsck.stderr).toContain('"vaultmesh ledger repair" restores the last good state');
    const init = ['ledger', 'init', REPOSITORY, '--branch', 'lost', '--log-key', 'lost.key'];
    expect((await bench.vaultmesh(init)).code).toBe(5);
    expect(await readdir(bench.directory)).not.toContain('lost.key');
    expect((await lost('repair')).code).toBe(0);
    expect((await lost('root')).code).toBe(0);
  });
});

describe('the repair', () => {
  it('is named by what found a change that it can mend', async () => {
    await push('changed', () => writeFile(bench.path('clone/receipts/000/0.json'), '{}'));
    for (const command of ['fsck', 'audit', 'show']) {
      const entry = command === 'show' ? ['0'] : [];
      const argv = ['ledger', command, REPOSITORY, ...entry, '--branch', 'changed'];
      const { code, stderr } = await bench.vaultmesh(argv);
      expect({ command, code }).toEqual({ command, code: 5 });
      expect(stderr.match(/"vaultmesh ledger repair"/g)).toHaveLength(1);
    }
  });

  it('is not named where it would change nothing: another key, a branch that was forced back', async () => {
    const other = (
      await bench.vaultmesh([
        'ledger',
        'init',
        'remote.git',
        '--name',
        'x',
        '--branch',
        'x',
        '--log-key',
        'x.key',
        '--json',
      ])
    ).stdout;
    const { verifierKey } = (JSON.parse(other) as { result: { verifierKey: string } }).result;
    for (const command of ['fsck', 'audit', 'root']) {
      const argv = ['ledger', command, REPOSITORY, '--vkey', verifierKey];
      const { code, stderr } = await bench.vaultmesh(argv);
      expect({ command, code }).toEqual({ command, code: 5 });
      expect(stderr).not.toContain('repair');
    }
    await bench.git('-C', bench.remote, 'branch', 'forced', 'ledger');
    const audit = ['ledger', 'audit', REPOSITORY, '--branch', 'forced', '--pin', 'pin'];
    expect((await bench.vaultmesh(audit)).code).toBe(0);
    await bench.git('-C', bench.remote, 'update-ref', 'refs/heads/forced', 'ledger~2');
    const forced = await bench.vaultmesh(audit);
    expect(forced.code).toBe(5);
    expect(forced.stdout).toContain('it was forced back');
    expect(forced.stderr).not.toContain('repair');
    expect(await readFile(bench.path('pin'), 'utf8')).toContain('\n1\n');
  });
});
