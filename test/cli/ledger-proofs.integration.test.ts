import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';

import { sha256Hex } from '../../core/common/bytes.ts';
import { parsePolicy, verifyTlogProof } from '../../core/remembrancer/ledger/index.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';

const ORIGIN = 'github.com/acme/my-service';
let bench: Workbench;
let vkey: string;

const ledger = (...argv: string[]): Promise<CommandResult> => bench.vaultmesh(['ledger', ...argv]);

async function record(file: string, version: string, branch = 'ledger'): Promise<void> {
  const { code, stderr } = await bench.vaultmesh([
    ...['record', 'release', file, '--component', 'my-service', '--version', version, '--no-timestamp'],
    ...['--repository', REPOSITORY, '--log-key', 'log.key', '--branch', branch],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

/** Two releases on a ledger, and a second history under the same key on another branch. */
beforeAll(async () => {
  bench = await makeWorkbench();
  await writeFile(bench.path('other.tar.gz'), 'other bytes\n');
  expect((await ledger('init', REPOSITORY, '--log-key', 'log.key')).code).toBe(0);
  await record(ARTIFACT, '1.0.0');
  expect((await ledger('root', REPOSITORY, '--out', 'kept')).code).toBe(0);
  await record(ARTIFACT, '1.0.1');
  const begun = (await bench.git('-C', bench.remote, 'rev-list', '--max-parents=0', 'ledger')).trim();
  await bench.git('-C', bench.remote, 'branch', 'fork', begun);
  await record('other.tar.gz', '1.0.0', 'fork');
  await record('other.tar.gz', '1.0.1', 'fork');
  vkey = (await bench.git('-C', bench.remote, 'show', 'ledger:vkey')).trim();
});

afterAll(() => bench.remove());

describe('ledger root', () => {
  it('shows the checkpoint, with the key that it was checked with', async () => {
    const { code, stdout } = await ledger('root', REPOSITORY, '--vkey', vkey, '--json');
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout) as { result: { root: string; checkpoint: string } };
    expect(result).toMatchObject({ origin: ORIGIN, size: 2, verifierKey: vkey });
    expect(result.checkpoint).toContain(`${ORIGIN}\n2\n${result.root}\n`);
  });

  it('refuses a checkpoint that the key did not sign: exit code 5', async () => {
    const other = vkey.replace(ORIGIN, 'github.com/acme/other');
    expect((await ledger('root', REPOSITORY, '--vkey', other)).code).toBe(2);
    expect(
      (await ledger('init', bench.remote, '--branch', 'new', '--name', ORIGIN, '--log-key', 'new.key')).code,
    ).toBe(0);
    const foreign = (await bench.git('-C', bench.remote, 'show', 'new:vkey')).trim();
    const { code, stderr } = await ledger('root', REPOSITORY, '--vkey', foreign);
    expect(code).toBe(5);
    expect(stderr).toContain('The file "checkpoint" of the ledger is not accepted');
  });
});

describe('ledger show', () => {
  it.each([
    ['an index', '1', [1]],
    ['an operation', 'release:v1.0.1', [1]],
    ['an artifact', sha256Hex('the bytes of the release\n'), [0, 1]],
  ])('finds entries by %s', async (_, wanted, indices) => {
    const { code, stdout } = await ledger('show', REPOSITORY, wanted, '--json');
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout) as { result: { entries: { index: number }[] } };
    expect(result.entries.map(({ index }) => index)).toEqual(indices);
  });

  it('tells a person what was recorded', async () => {
    const { stdout } = await ledger('show', REPOSITORY, '0');
    expect(stdout).toMatch(/^operation +release:v1\.0\.0$/m);
    expect(stdout).toMatch(
      new RegExp(`^subject +${sha256Hex('the bytes of the release\n')} ${ARTIFACT}$`, 'm'),
    );
    expect(stdout).toContain(`Entry 0 of 2 in ${ORIGIN}, proven against the checkpoint.`);
  });

  it.each(['2', 'release:v9', sha256Hex('nothing')])('has no %s: exit code 3', async (wanted) => {
    const { code, stderr } = await ledger('show', REPOSITORY, wanted);
    expect(code).toBe(3);
    expect(stderr).toContain(ORIGIN);
  });
});

describe('ledger prove', () => {
  it('writes a proof that holds under a policy with the key alone', async () => {
    const { code, stdout } = await ledger('prove', REPOSITORY, 'release:v1.0.0');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `entry-0.entry has the bytes of the entry.\nentry-0.tlog-proof proves that release:v1.0.0 is entry 0 of 2 in ${ORIGIN}.\n`,
    });
    const [proof, entry] = await Promise.all([
      readFile(bench.path('entry-0.tlog-proof'), 'utf8'),
      readFile(bench.path('entry-0.entry')),
    ]);
    const policy = parsePolicy(`log ${vkey}\nquorum none\n`);
    expect(verifyTlogProof(proof, entry, policy)).toMatchObject({ index: 0, checkpoint: { size: 2 } });
    expect(() => verifyTlogProof(proof, Buffer.from(`${entry.toString()} `), policy)).toThrow(
      'does not lead',
    );
  });

  it('asks which one, for an artifact in two entries: exit code 2', async () => {
    const { code, stderr } = await ledger('prove', REPOSITORY, sha256Hex('the bytes of the release\n'));
    expect(code).toBe(2);
    expect(stderr).toContain('is in the entries 0, 1; give the index of one');
  });
});

describe('ledger consistency', () => {
  it.each([['0'], ['1'], ['2'], ['kept']])('proves that the ledger grew from %s', async (from) => {
    const { code, stdout } = await ledger('consistency', REPOSITORY, from, '--vkey', vkey, '--json');
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout) as { result: { proof: string[] } };
    expect(result).toMatchObject({ origin: ORIGIN, size: 2 });
    expect(result.proof).toHaveLength(from === '1' || from === 'kept' ? 1 : 0);
  });

  it('finds another history under the same key: exit code 5', async () => {
    const { code, stderr } = await ledger('consistency', REPOSITORY, 'kept', '--branch', 'fork');
    expect(code).toBe(5);
    expect(stderr).toContain('The ledger does not begin with the 1 entry that it had.');
  });

  it('finds a ledger that was put back: exit code 5', async () => {
    expect((await ledger('root', REPOSITORY, '--out', 'newer')).code).toBe(0);
    const [, earlier = ''] =
      (await bench.git('-C', bench.remote, 'log', '--format=%H', '--grep=1 entry', 'ledger')).match(
        /^([0-9a-f]{40})$/m,
      ) ?? [];
    await bench.git('-C', bench.remote, 'branch', 'old', earlier);
    const { code, stderr } = await ledger('consistency', REPOSITORY, 'newer', '--branch', 'old');
    expect(code).toBe(5);
    expect(stderr).toContain('it was rolled back');
  });

  it.each([
    ['3', 2, 'has 2 entries, and never had 3'],
    ['nowhere', 2, 'neither a number of entries nor a file'],
    [ARTIFACT, 5, 'signed note is malformed'],
  ])('says of %s what is wrong: exit code %i', async (from, expected, text) => {
    const { code, stderr } = await ledger('consistency', REPOSITORY, from);
    expect(code).toBe(expected);
    expect(stderr).toContain(text);
  });
});
