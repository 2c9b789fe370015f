import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleReceipt } from './sample-receipt.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

const main = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  await writeFile(bench.path('receipt.json'), sampleReceipt('incident:1'));
  await writeFile(bench.path('file'), 'x');
});

afterAll(() => bench.remove());

const sizeOfLog = async (): Promise<number> => {
  const { stdout } = await bench.vaultmesh(['ledger', 'root', REPOSITORY, '--json']);
  return (JSON.parse(stdout) as { result: { size: number } }).result.size;
};

describe('a recorded file', () => {
  const record = (...files: string[]): string[] => [
    ...['record', 'release', ...files, '--component', 'x', '--version', '0.1.0', '--no-timestamp'],
    ...[
      '--repository',
      REPOSITORY,
      '--log-key',
      'log.key',
      '--openpgp-key',
      'openpgp.key',
      '--out',
      'beside',
    ],
  ];

  it('is not recorded with one whose signature would have its name', async () => {
    await writeFile(bench.path('app'), 'app');
    await mkdir(bench.path('beside'));
    await writeFile(bench.path('beside/app.asc'), 'recorded');
    const { code, stderr } = await bench.vaultmesh(record('app', 'beside/app.asc'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('app and app.asc cannot be in one record')]);
    expect(await sizeOfLog()).toBe(0);
    expect(await readFile(bench.path('beside/app.asc'), 'utf8')).toBe('recorded');
  });

  it('is not overwritten when the name of its signature is a link to it', async () => {
    await symlink(bench.path('app'), bench.path('app.asc'));
    const { code, stderr } = await bench.vaultmesh(['sign', 'app', '--openpgp-key', 'openpgp.key']);
    expect([code, stderr]).toEqual([7, expect.stringContaining('app.asc is a file that this is about')]);
    expect(await readFile(bench.path('app'), 'utf8')).toBe('app');
  });
});

describe('a place that cannot be written to', () => {
  const record = ['record', 'release', ARTIFACT, '--component', 'x', '--version', '1.0.0', '--no-timestamp'];

  it.each([
    ['record', [...record, '--repository', REPOSITORY, '--log-key', 'log.key', '--out', 'file']],
    [
      'ledger append',
      ['ledger', 'append', REPOSITORY, 'receipt.json', '--log-key', 'log.key', '--out', 'file'],
    ],
  ])('stops %s before anything is on the ledger', async (_, argv) => {
    const { code, stderr } = await bench.vaultmesh(argv);
    expect(code).toBe(7);
    expect(stderr).toContain('file cannot be written (it is there already); check the path given to --out');
    expect(await sizeOfLog()).toBe(0);
  });

  it.each([
    ['root --out', 3, ['ledger', 'root', REPOSITORY, '--out', 'nodir/x']],
    ['root --out of a folder', 2, ['ledger', 'root', REPOSITORY, '--out', 'home']],
    ['consistency --out', 3, ['ledger', 'consistency', REPOSITORY, '0', '--out', 'nodir/x']],
    ['init --log-key', 3, ['ledger', 'init', REPOSITORY, '--branch', 'b', '--log-key', 'nodir/x']],
    ['rotate --new-key', 3, ['ledger', 'rotate', REPOSITORY, '--log-key', 'log.key', '--new-key', 'nodir/x']],
    ['trust init --out', 3, ['trust', 'init', REPOSITORY, '--yes', '--out', 'nodir/x']],
  ])('is named, with the reason, by %s', async (_, expected, argv) => {
    const { code, stderr } = await bench.vaultmesh(argv);
    expect([code, stderr]).toEqual([
      expected,
      expect.stringMatching(/cannot be written \(.*\); check the path given to --/),
    ]);
  });

  it('for temporary files is named with what to set', async () => {
    const { code, stderr } = await bench.vaultmesh(['ledger', 'root', REPOSITORY], {
      TMPDIR: '/nonexistent',
    });
    expect(code).toBe(3);
    expect(stderr).toContain('set TMPDIR to another');
  });

  it('for the memory of a witness ends the command, where no folder can be made', async () => {
    const witness = ['ledger', 'witness', REPOSITORY, '--witness-key', 'w.key', '--name', 'w.example'];
    const { code, stderr } = await bench.vaultmesh([...witness, '--state', '/proc/x']);
    expect(code).toBe(3);
    expect(stderr).toContain('/proc/x cannot be written');
  });
});

describe('standard output', () => {
  it('that is read no further ends quietly', async () => {
    const child = spawn(process.execPath, ['--no-warnings', main, 'ledger', '--help'], {
      cwd: bench.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, told]).toEqual([0, '']);
  });

  it('that is full is an error in one line', async () => {
    const child = spawn('sh', ['-c', '"$0" --no-warnings "$1" --help > /dev/full', process.execPath, main]);
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, told]).toEqual([1, 'vaultmesh: standard output cannot be written (no space is left).\n']);
  });
});

it('the append that was refused is made when the place is right', async () => {
  await mkdir(bench.path('proofs'));
  const append = ['ledger', 'append', REPOSITORY, 'receipt.json', '--log-key', 'log.key', '--out', 'proofs'];
  const { code, stdout } = await bench.vaultmesh(append);
  expect(code).toBe(0);
  expect(stdout).toContain('1 of 1 record was added to github.com/acme/my-service, which has 1 entry.');
  expect(await readFile(bench.path('proofs/entry-0.tlog-proof'), 'utf8')).toContain('c2sp.org/tlog-proof');
});
