import { execFileSync, execSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { memoryTerminal } from '../memory-terminal.ts';

let folder: string;
let origin: string;
let clone: string;

const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=Ada', '-c', 'user.email=a@example.com', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-unfetched-'));
  [origin, clone] = [join(folder, 'origin'), join(folder, 'clone')];
  git(folder, 'init', '--quiet', '--initial-branch=main', origin);
  for (const message of ['one', 'two']) git(origin, 'commit', '--quiet', '--allow-empty', '-m', message);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cloned = (...options: string[]): string =>
  git(folder, 'clone', '--quiet', ...options, pathToFileURL(origin).href, clone);

async function saidOfLedger(): Promise<{ code: number; message?: string; remedy?: string; why?: string }> {
  const terminal = memoryTerminal({ directory: clone, environment: { PATH: process.env['PATH'] } });
  const code = await runProgram(['covenant', '--rule', 'VM-I-01', '--json'], terminal);
  const { result } = JSON.parse(terminal.printed.join('\n')) as { result: CovenantResult };
  const [finding] = result.findings;
  const why = result.rules[0]?.why;
  return {
    ...{ code },
    ...(finding && { message: finding.message, remedy: finding.remedy }),
    ...(why !== undefined && { why }),
  };
}
/** The command of a remedy, in the clone. */
const follow = (remedy: string | undefined, command: RegExp): void => {
  const [words = ''] = command.exec(remedy ?? '') ?? [];
  expect(words).not.toBe('');
  execSync(words, { cwd: clone, stdio: 'pipe' });
};
const ONE_BRANCH = /git fetch \S+ \S+:\S+(?= \()/;
const ALL = /git remote set-branches .*(?=\)\.$)/;

describe('a ledger branch that this clone does not have', () => {
  it.each([
    [['--depth=1'], 'this clone is shallow'],
    [['--single-branch'], 'this clone fetches other branches only'],
    [['--depth=1', '--no-single-branch'], 'this clone is shallow'],
    [['--single-branch', '--origin=upstream'], 'Whether upstream has a branch "ledger" is not known'],
  ])('is not said to be none in a clone with %j, which is told how to get it', async (options, why) => {
    cloned(...options);
    git(origin, 'branch', 'ledger');
    const { code, message, remedy } = await saidOfLedger();
    expect(code).toBe(6);
    expect(message).toContain(why);
    follow(remedy, ONE_BRANCH);
    // It is fetched: an empty branch, which is no ledger.
    expect(await saidOfLedger()).toMatchObject({
      message: expect.stringContaining('of the ledger') as unknown,
    });
  });

  it.each([[['--depth=1']], [['--single-branch']]])(
    'is none in a clone with %j that has fetched what there is',
    async (options) => {
      cloned(...options);
      const { remedy } = await saidOfLedger();
      expect(() => {
        follow(remedy, ONE_BRANCH);
      }).toThrow(/couldn't find remote ref ledger/);
      follow(remedy, ALL);
      expect(await saidOfLedger()).toEqual({ code: 0, why: 'there is no ledger branch' });
    },
  );

  it('is none in a whole clone, a clone of all branches without files, and without a remote', async () => {
    for (const options of [[], ['--mirror'], ['--bare']]) {
      cloned(...options);
      expect(await saidOfLedger()).toMatchObject({ code: 0, why: 'there is no ledger branch' });
      await rm(clone, { recursive: true });
    }
    clone = origin;
    expect(await saidOfLedger()).toMatchObject({ code: 0, why: 'there is no ledger branch' });
  });

  it('is not known of a remote that nothing was fetched of', async () => {
    git(folder, 'init', '--quiet', clone);
    git(clone, 'remote', 'add', 'origin', pathToFileURL(origin).href);
    const { code, remedy } = await saidOfLedger();
    expect(code).toBe(6);
    follow(remedy, /git fetch .*/);
    expect(await saidOfLedger()).toMatchObject({ code: 0, why: 'there is no ledger branch' });
  });
});
