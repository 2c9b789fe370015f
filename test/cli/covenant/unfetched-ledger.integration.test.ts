import { execSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { memoryTerminal } from '../memory-terminal.ts';
import { cloneOrigin, git, makeOriginAndClone } from './origin-and-clone.ts';

let folder: string;
let origin: string;
let clone: string;

beforeEach(async () => {
  ({ folder, origin, clone } = await makeOriginAndClone());
  for (const message of ['one', 'two']) git(origin, 'commit', '--quiet', '--allow-empty', '-m', message);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cloned = (...options: string[]): string => cloneOrigin({ folder, origin, clone }, ...options);

interface Said {
  readonly code: number;
  readonly message?: string;
  readonly remedy?: string;
  readonly why?: string;
}
const run = (terminal: ReturnType<typeof memoryTerminal>, ...words: string[]): Promise<number> =>
  runProgram(['covenant', '--rule', 'VM-I-01', '--json', ...words], terminal);
const terminalOfClone = () =>
  memoryTerminal({ directory: clone, environment: { PATH: process.env['PATH'] } });

async function saidOfLedger(): Promise<Said> {
  const terminal = terminalOfClone();
  const code = await run(terminal);
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

  it.each([[['main']], [['main:refs/remotes/origin/main']], [['--depth=5', 'main']]])(
    'is not known where %j alone was fetched, nor after a push, until everything is',
    async (words) => {
      git(origin, 'branch', 'other');
      git(folder, 'init', '--quiet', clone);
      git(clone, 'remote', 'add', 'origin', pathToFileURL(origin).href);
      git(clone, 'fetch', '--quiet', 'origin', ...words);
      git(clone, 'push', '--quiet', 'origin', 'FETCH_HEAD:refs/heads/pushed');
      const { code, remedy } = await saidOfLedger();
      expect(code).toBe(6);
      if (words.includes('--depth=5')) return;
      git(origin, 'branch', 'ledger');
      execSync(/git fetch .*/.exec(remedy ?? '')?.[0] ?? '', { cwd: clone, stdio: 'pipe' });
      expect((await saidOfLedger()).message).toContain('of the ledger');
    },
  );

  it.each([
    [['fetch', '--quiet']],
    [['fetch', '--quiet', '--all']],
    [['fetch', '--quiet', 'origin']],
    [['fetch', '--prune', 'origin', '+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']],
    [['pull', '--quiet', '--ff-only']],
  ])('is none where a fetch by %j would have brought it', async (words) => {
    git(folder, 'init', '--quiet', '--initial-branch=main', clone);
    git(clone, 'remote', 'add', 'origin', pathToFileURL(origin).href);
    git(clone, 'config', 'branch.main.remote', 'origin');
    git(clone, 'config', 'branch.main.merge', 'refs/heads/main');
    git(clone, ...words);
    expect(await saidOfLedger()).toEqual({ code: 0, why: 'there is no ledger branch' });
  });

  it.each([
    ['a commit that is not there', `${'1'.repeat(40)}\n`],
    ['nothing', 'ref: refs/remotes/origin/nowhere\n'],
    ['no id', 'garbage\n'],
  ])('is not none where its ref names %s', async (what, content) => {
    cloned();
    await writeFile(join(clone, '.git/refs/remotes/origin/ledger'), content);
    const { code, message, remedy } = await saidOfLedger();
    expect({ code, message }).toEqual({
      code: 6,
      message: 'The repository has refs/remotes/origin/ledger, and not the commit that it names.',
    });
    if (what === 'no id') return;
    git(origin, 'branch', 'ledger');
    follow(remedy, /git update-ref .*/);
    expect((await saidOfLedger()).message).toContain('of the ledger');
  });

  it('is not the branch of a misspelled name, which is refused', async () => {
    cloned();
    const terminal = terminalOfClone();
    expect(await run(terminal, '--branch', 'ledgr')).toBe(3);
    expect(terminal.printed.join()).toContain('has no branch \\"ledgr\\"');
  });
});
