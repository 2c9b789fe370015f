import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import { rebuild, type RebuildOptions } from '../../../cli/covenant/rebuild.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const EPOCH = '1790000000';
const FIXED =
  '--mtime=@$SOURCE_DATE_EPOCH --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX';

let directory = '';
let commit = '';

const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GIT_COMMITTER_DATE: `${EPOCH} +0000`,
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: directory,
    },
  }).trim();

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rebuild-test-'));
  git('init', '--quiet');
  writeFileSync(join(directory, 'a.txt'), 'one\n');
  mkdirSync(join(directory, 'sub'));
  writeFileSync(join(directory, 'sub/b.txt'), 'two\n');
  git('add', 'a.txt', 'sub');
  git('commit', '--quiet', '--message', 'x');
  commit = git('rev-parse', 'HEAD');
  writeFileSync(join(directory, 'not-committed.txt'), 'three\n');
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const build = async (
  command: readonly string[],
  options: Partial<RebuildOptions> = {},
  environment: NodeJS.ProcessEnv = {},
) => {
  const terminal = memoryTerminal({
    directory,
    environment: { PATH: process.env['PATH'], HOME: directory, GIT_INDEX_FILE: '/nowhere', ...environment },
    clock: () => new Date(),
  });
  const given = { artifacts: ['out*'], repository: '.', timeout: '1', ...options };
  return { terminal, ...(await rebuild(terminal, command, given)) };
};

/** A process that has ended and that nobody has asked for yet is not running either. */
const isRunning = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
};

const shell = (script: string, options: Partial<RebuildOptions> = {}) => build(['sh', '-c', script], options);

describe('covenant rebuild', () => {
  it('finds an archive the same that leaves out what should not matter', async () => {
    const { outcome, lines } = await shell(`tar ${FIXED} -cf out.tar a.txt sub && gzip -n out.tar`);
    expect(outcome).toMatchObject({ reason: 'done', result: { commit, differences: [] } });
    expect(lines).toEqual([expect.stringMatching(/^[0-9a-f]{64} {2}out\.tar\.gz$/u)]);
  });

  it('finds an archive different that takes times from the files, and says why', async () => {
    const { outcome, lines } = await build(['tar', '-czf', 'out.tgz', 'a.txt', 'sub']);
    expect(outcome).toMatchObject({ reason: 'policy', result: { differences: [{ path: 'out.tgz' }] } });
    expect(lines?.join('\n')).toMatch(
      /out\.tgz differs from byte \d+ on[^]*cause: the times of a\.txt, sub\//u,
    );
  });

  it.each([
    ['the folder', 'pwd'],
    ['the time of day', 'date +%s'],
    ['the time zone', 'date -d @$SOURCE_DATE_EPOCH'],
    ['the locale', 'echo $LC_ALL'],
    ['the home', 'echo $HOME'],
    ['the umask', 'umask'],
    ['the folder for temporary files', 'echo $TMPDIR'],
  ])('finds a build different that depends on %s', async (_, command) => {
    expect((await shell(`${command} > out`)).outcome.reason).toBe('policy');
  });

  it('finds a build different whose second run would take from the cache of the first what is in no commit', async () => {
    const cached =
      'c=${XDG_CACHE_HOME:-$HOME/.cache}; mkdir -p $c; test -e $c/x || date +%N > $c/x; cp $c/x out';
    const { outcome } = await build(['sh', '-c', cached], {}, { XDG_CACHE_HOME: join(directory, 'cache') });
    expect(outcome.reason).toBe('policy');
  });

  it('gives both builds the time of the commit, the commit alone, and git to ask', async () => {
    const { outcome, terminal } = await shell(
      'test ! -e not-committed.txt && git rev-parse HEAD > out && echo $SOURCE_DATE_EPOCH >> out && cat out',
    );
    expect(outcome.reason).toBe('done');
    expect(terminal.told.filter((line) => line === commit || line === EPOCH)).toHaveLength(4);
    expect(existsSync(join(directory, 'out'))).toBe(false);
  });

  it('finds a file that one build alone made, and one that is executable in one', async () => {
    const { lines } = await shell(
      'touch out-$TZ 2>/dev/null || { mkdir -p out-x; touch out-x/$(basename $TZ); }',
    );
    expect(lines).toEqual([
      'out-x/GMT+12 was made by the first build only',
      'out-x/GMT-14 was made by the second build only',
    ]);
    const modes = await shell('touch out; test $LC_ALL = C || chmod +x out');
    expect(modes.lines?.[0]).toBe('out is file and executable');
  });

  it('prints no path that a terminal, or the runner of a workflow, would obey', async () => {
    const { lines } = await build(['touch', 'out\n::error::x\u001b[2K']);
    expect(lines).toEqual([expect.stringMatching(/^[0-9a-f]{64} {2}out ::error::x\ufffd\[2K$/u)]);
  });

  it('ends what a build leaves running, and does not wait for it', async () => {
    const { outcome, terminal } = await shell('sleep 600 & echo $!; touch out', { timeout: '5' });
    expect(outcome.reason).toBe('done');
    const left = terminal.told.filter((line) => /^\d+$/u.test(line)).map(Number);
    expect(left).toHaveLength(2);
    for (const pid of left) expect(isRunning(pid)).toBe(false);
  });

  it('does not wait for a daemon that holds its output open', async () => {
    const { outcome, terminal } = await shell('setsid sleep 600 & echo $!; sleep 0.2; touch out', {
      timeout: '5',
    });
    for (const line of terminal.told) if (/^\d+$/u.test(line)) process.kill(Number(line));
    expect(outcome.reason).toBe('done');
  });

  it('builds a signed commit where the user has git tell of signatures', async () => {
    const [header = '', ...rest] = git('cat-file', 'commit', commit).split('\n\n');
    const signature = 'gpgsig -----BEGIN SSH SIGNATURE-----\n -----END SSH SIGNATURE-----';
    writeFileSync(join(directory, 'signed'), [`${header}\n${signature}`, ...rest].join('\n\n'));
    const signed = git('hash-object', '-t', 'commit', '-w', 'signed');
    git('update-ref', 'HEAD', signed);
    git('config', 'log.showSignature', 'true');
    try {
      expect((await shell('echo $SOURCE_DATE_EPOCH > out')).outcome).toMatchObject({
        reason: 'done',
        result: { commit: signed },
      });
    } finally {
      git('config', '--unset', 'log.showSignature');
      git('update-ref', 'HEAD', commit);
    }
  });

  it('runs no shell: its words are the words of the program', async () => {
    const { outcome } = await build(['touch', 'out $(x); *']);
    expect(outcome).toMatchObject({ result: { artifacts: [{ path: 'out $(x); *' }] } });
  });

  it('builds a shallow clone, from a folder in it', async () => {
    const shallow = join(directory, 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${directory}`, shallow]);
    const { outcome } = await shell('cp sub/b.txt out', { repository: 'shallow/sub' });
    expect(outcome.reason).toBe('done');
    rmSync(shallow, { recursive: true });
  });

  it.each<readonly [string, string, string, Partial<RebuildOptions>]>([
    ['a glob that names nothing', 'not-found', 'touch out', { artifacts: ['out', 'dist/**'] }],
    ['a build that fails', 'incomplete', 'exit 3', {}],
    ['a build that takes too long', 'incomplete', 'sleep 60 & sleep 60', { timeout: '0.02' }],
    ['a folder that is no checkout', 'not-found', 'true', { repository: 'nowhere' }],
    ['a time that is none', 'usage', 'true', { timeout: 'soon' }],
    ['a time that is too short', 'usage', 'true', { timeout: '0' }],
    ['a time that is too long', 'usage', 'true', { timeout: '1441' }],
  ])('says so of %s', async (_, code, script, options) => {
    await expect(shell(script, options)).rejects.toMatchObject({ code });
  });

  it('says which times there are', async () => {
    await expect(shell('true', { timeout: '-1' })).rejects.toThrow(
      '--timeout -1 is no number of minutes above 0 and up to 1440.',
    );
  });

  it('does not build again where the first build made nothing that is named', async () => {
    const terminal = memoryTerminal({
      directory,
      environment: { PATH: process.env['PATH'], HOME: directory },
    });
    const given = { artifacts: ['out*'], repository: '.', timeout: '1' };
    await expect(rebuild(terminal, ['true'], given)).rejects.toThrow(
      'The build made nothing that out* names',
    );
    expect(terminal.told.filter((line) => line.startsWith('Build '))).toHaveLength(1);
  });

  it('takes no committed file that the build left as it was for one that it made', async () => {
    await expect(shell('touch out', { artifacts: ['a.txt'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(shell('echo one > a.txt', { artifacts: ['*.txt', 'sub'] })).rejects.toThrow(
      'made nothing that sub names',
    );
    const made = await shell('echo one > a.txt; cp -p sub/b.txt b.txt', { artifacts: ['**/*.txt'] });
    expect(made.outcome).toMatchObject({ result: { artifacts: [{ path: 'a.txt' }, { path: 'b.txt' }] } });
  });

  it('says where the command belongs when it is missing', async () => {
    const terminal = memoryTerminal({ directory });
    expect(await runProgram(['covenant', 'rebuild', '--artifacts', 'out', 'make'], terminal)).toBe(2);
    expect(terminal.told.join()).toContain('The command that builds is missing; give it behind "--"');
  });

  it('says so of a program that is not there', async () => {
    await expect(build(['no-such-program'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves nothing behind', async () => {
    const { terminal } = await shell('touch out; pwd');
    const folders = terminal.told.filter((line) => line.startsWith('/'));
    expect(folders).toHaveLength(2);
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });
});
