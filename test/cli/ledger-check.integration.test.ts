import { readFile, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  const options = ['--component', 'my-service', '--version', '1.0.0', '--no-timestamp'];
  const keys = ['--repository', REPOSITORY, '--log-key', 'log.key', '--openpgp-key', 'openpgp.key'];
  const { code } = await bench.vaultmesh(['record', 'release', ARTIFACT, ...options, ...keys]);
  expect(code).toBe(0);
  await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, 'clone');
}, 60_000);

afterAll(() => bench.remove());

const inClone = (...argv: string[]): Promise<string> =>
  bench.git('-C', 'clone', '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...argv);

describe('a ledger that somebody pushed garbage to', () => {
  it('is sound before', async () => {
    const fsck = await bench.vaultmesh(['ledger', 'fsck', 'clone']);
    expect([fsck.code, fsck.stderr]).toEqual([0, '']);
    expect(fsck.stdout).toContain('not authenticated  README.md');
    expect(fsck.stdout).toContain('1 entries, 1 bundles, 1 tiles, 1 receipts, 2 evidence files');
    const audit = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect([audit.code, audit.stderr]).toEqual([0, '']);
    expect(await readFile(bench.path('pin'), 'utf8')).toContain('github.com/acme/my-service\n1\n');
  }, 30_000);

  it('is found out by fsck and by the audit, which leaves the pin alone', async () => {
    const pin = await readFile(bench.path('pin'), 'utf8');
    await writeFile(bench.path('clone/receipts/000/0.json'), '{}');
    await writeFile(bench.path('clone/\u001b[2Jevil'), 'x');
    await inClone('add', '--all');
    await inClone('commit', '--quiet', '-m', 'garbage');
    await inClone('push', '--quiet', 'origin', 'HEAD:ledger');
    const fsck = await bench.vaultmesh(['ledger', 'fsck', REPOSITORY]);
    expect(fsck.code).toBe(5);
    expect(fsck.stdout).toContain(
      'receipt  receipts/000/0.json: It is not the receipt that its entry commits to.',
    );
    const json = await bench.vaultmesh(['ledger', 'fsck', REPOSITORY, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      reason: 'verification-failed',
      result: { sound: false, problems: [{ file: 'receipts/000/0.json', rule: 'receipt' }] },
    });
    const audit = await bench.vaultmesh(['ledger', 'verify-audit', REPOSITORY, '--pin', 'pin']);
    expect(audit.code).toBe(5);
    expect(audit.stdout).toContain('files at commit');
    expect(audit.stdout).not.toContain('\u001b');
    expect(await readFile(bench.path('pin'), 'utf8')).toBe(pin);
  }, 30_000);

  it('is repaired by one commit, which the audit reports', async () => {
    const repair = await bench.vaultmesh(['ledger', 'repair', REPOSITORY]);
    expect([repair.code, repair.stderr]).toEqual([0, '']);
    expect(repair.stdout).toContain('restored  receipts/000/0.json');
    expect(repair.stdout).toContain('evil');
    expect(repair.stdout).not.toContain('\u001b');
    expect((await bench.vaultmesh(['ledger', 'fsck', REPOSITORY])).code).toBe(0);
    const audit = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect(audit.code).toBe(0);
    expect(audit.stdout).toContain('repaired  files at commit');
    const again = await bench.vaultmesh(['ledger', 'repair', REPOSITORY, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ reason: 'already-done' });
  }, 30_000);

  it('and forced back is found out by the pin', async () => {
    await bench.git('-C', bench.remote, 'update-ref', 'refs/heads/ledger', 'ledger~4');
    const audit = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect(audit.code).toBe(5);
    expect(audit.stdout).toContain('it was forced back');
  }, 30_000);
});
