import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { openNote, parseVerifierKey } from '../../core/remembrancer/ledger/index.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';

const main = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');
const ORIGIN = 'github.com/acme/my-service';
const KEY = ['--witness-key', 'witness.key'];
let bench: Workbench;

const ledger = (...argv: string[]): Promise<CommandResult> => bench.vaultmesh(['ledger', ...argv]);
const witness = (...argv: string[]): Promise<CommandResult> =>
  ledger('witness', REPOSITORY, '--state', 'seen', ...KEY, ...argv);

async function record(version: string, ...options: string[]): Promise<void> {
  const { code, stderr } = await bench.vaultmesh([
    ...['record', 'release', ARTIFACT, '--component', 'my-service', '--version', version, '--no-timestamp'],
    ...['--repository', REPOSITORY, '--log-key', 'log.key', ...options],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

/** The names of those whose good signature is on the checkpoint of the branch. */
async function signersOf(...vkeys: string[]): Promise<string[]> {
  const [note, vkey] = await Promise.all(
    ['checkpoint', 'vkey'].map((file) => bench.git('-C', bench.remote, 'show', `ledger:${file}`)),
  );
  const { signatures } = openNote(note!, [vkey!, ...vkeys].map(parseVerifierKey));
  return signatures.map(({ verifier }) => verifier.name);
}

beforeAll(async () => {
  bench = await makeWorkbench();
  expect((await ledger('init', REPOSITORY, '--log-key', 'log.key')).code).toBe(0);
  await record('1.0.0');
  const init = [
    'trust',
    'init',
    REPOSITORY,
    '--yes',
    '--openpgp-fingerprint',
    '0'.repeat(40),
    '--out',
    'trust.json',
  ];
  expect(await bench.vaultmesh(init)).toMatchObject({ code: 0 });
});

afterAll(() => bench.remove());

describe('ledger witness', () => {
  it('makes a key with its name, cosigns, and hands out the note', async () => {
    expect(await witness()).toMatchObject({ code: 2, stderr: expect.stringContaining('give --name') });
    const { code, stdout } = await witness('--name', 'witness.example', '--out', 'cosigned', '--json');
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout) as { result: { witness: string } };
    expect(result).toMatchObject({ decision: 'cosigned', origin: ORIGIN, size: 1 });
    expect((await stat(bench.path('witness.key'))).mode & 0o077).toBe(0);
    const { signatures } = openNote(await readFile(bench.path('cosigned'), 'utf8'), [
      parseVerifierKey(result.witness),
    ]);
    expect(signatures).toHaveLength(1);
    expect(await signersOf(result.witness)).toEqual([ORIGIN]);
  });

  it('puts its line on the branch when it is told to, once', async () => {
    const { code, stdout } = await witness('--publish', '--json');
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout) as { result: { witness: string } };
    expect(await signersOf(result.witness)).toEqual([ORIGIN, 'witness.example']);
    const again = await witness('--publish', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ reason: 'already-done' });
  });

  it('does not cosign a history that was put back or rewritten: exit code 5, with both notes', async () => {
    const { remote } = bench;
    const head = (await bench.git('-C', remote, 'rev-parse', 'ledger')).trim();
    const first = (await bench.git('-C', remote, 'rev-list', '--max-parents=0', 'ledger')).trim();
    try {
      await bench.git('-C', remote, 'update-ref', 'refs/heads/ledger', first);
      const back = await witness('--json');
      expect(back.code).toBe(5);
      expect(JSON.parse(back.stdout)).toMatchObject({
        result: { decision: 'rollback', lastSeen: expect.any(String) },
      });
      await record('6.6.6');
      const fork = await witness('--publish', '--json');
      expect(fork.code).toBe(5);
      expect(JSON.parse(fork.stdout)).toMatchObject({
        result: { decision: 'fork', present: expect.any(String) },
      });
    } finally {
      await bench.git('-C', remote, 'update-ref', 'refs/heads/ledger', head);
    }
    expect((await witness()).code).toBe(0);
  });

  it('does not take another key for a log that it knows', async () => {
    const other = await ledger(
      'init',
      bench.remote,
      '--branch',
      'other',
      '--name',
      ORIGIN,
      '--log-key',
      'other.key',
    );
    expect(other.code).toBe(0);
    const { code, stderr } = await witness('--branch', 'other');
    expect(code).toBe(5);
    expect(stderr).toContain('no signature by a trusted key');
  });

  it.each([
    [['witness', REPOSITORY], 'needs --state'],
    [['witness', REPOSITORY, '--ask', 'http://127.0.0.1:1'], 'its verifier key by --by'],
    [
      ['serve-witness', '--trust', 'trust.json', '--state', 'seen', ...KEY, '--listen', 'here'],
      'no address to listen on',
    ],
  ])('%j is a usage error', async (argv, text) => {
    const { code, stderr } = await ledger(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(text);
  });
});

it('a trust file that names a key twice is refused by file and line', async () => {
  const trust = JSON.parse(await readFile(bench.path('trust.json'), 'utf8')) as { policy: string };
  const policy = trust.policy.replace(/^(log .*)$/mu, '$1\n$1');
  await writeFile(bench.path('twice.json'), JSON.stringify({ ...trust, policy }));
  const argv = ['serve-witness', '--trust', 'twice.json', '--state', 'seen', ...KEY];
  const { code, stderr } = await ledger(...argv);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/twice\.json: Line \d+ of the policy is wrong: its key is listed twice/u),
  });
});

describe('ledger serve-witness', () => {
  let server: ChildProcess | undefined;
  afterAll(() => {
    server?.kill('SIGKILL');
  });

  /** Starts the example of the help, on a free port. */
  async function serve(): Promise<{ url: string; key: string }> {
    const argv = ['ledger', 'serve-witness', '--trust', 'trust.json', '--state', 'served', ...KEY];
    server = spawn(process.execPath, ['--no-warnings', main, ...argv, '--listen', '127.0.0.1:0'], {
      cwd: bench.directory,
      env: bench.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let key = '';
    for await (const line of createInterface({ input: server.stderr! })) {
      key = /^witness key (\S+)$/u.exec(line)?.[1] ?? key;
      const url = /^listening on (\S+)$/u.exec(line)?.[1];
      if (url !== undefined) {
        server.stderr!.resume();
        return { url, key };
      }
    }
    throw new Error('the witness does not listen');
  }

  it('cosigns for one that asks, remembers over kill -9, and ends in peace', async () => {
    const first = await serve();
    const asking = (url: string, key: string): Promise<CommandResult> =>
      ledger('witness', REPOSITORY, '--ask', url, '--by', key, '--publish');
    expect(await asking(first.url, first.key)).toMatchObject({ code: 0, stderr: '' });
    expect(await signersOf(first.key)).toEqual([ORIGIN, 'witness.example']);
    server!.kill('SIGKILL');
    await once(server!, 'exit');

    await record('1.0.1');
    await record('1.0.2');
    const second = await serve();
    expect(await asking(second.url, second.key)).toMatchObject({ code: 0, stderr: '' });
    expect(await signersOf(second.key)).toEqual([ORIGIN, 'witness.example']);

    const { remote } = bench;
    const [old = ''] = (await bench.git('-C', remote, 'rev-list', '--max-parents=0', 'ledger')).split('\n');
    await bench.git('-C', remote, 'branch', 'early', old);
    const early = await ledger(
      'witness',
      REPOSITORY,
      '--branch',
      'early',
      '--ask',
      second.url,
      '--by',
      second.key,
    );
    expect(early.code).toBe(5);
    expect(early.stderr).toContain('saw 3 entries');

    server!.kill('SIGTERM');
    expect(await once(server!, 'exit')).toEqual([0, null]);
  });
});
