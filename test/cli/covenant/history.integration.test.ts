import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { changeSince, releasesOf } from '../../../cli/covenant/history.ts';
import { runProgram } from '../../../cli/program.ts';
import { memoryTerminal } from '../memory-terminal.ts';

let directory: string;
let input: string | undefined;
const git = (...words: string[]): string =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=Ada', '-c', 'user.email=a@example.com', ...words], {
    encoding: 'utf8',
    env: { ...process.env, GIT_COMMITTER_DATE: '2026-05-01T00:00:00Z' },
    ...(input !== undefined && { input }),
    stdio: 'pipe',
  }).trim();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-history-'));
  input = undefined;
  git('init', '--quiet', '--initial-branch=main');
  git('commit', '--quiet', '--allow-empty', '-m', 'one');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Makes a tag object with these lines behind its name. */
function tag(name: string, object: string, type: string, ...more: string[]): void {
  input = [`object ${object}`, `type ${type}`, `tag ${name}`, ...more, '', 'x', ''].join('\n');
  const id = git('hash-object', '-t', 'tag', '-w', '--stdin', '--literally');
  input = undefined;
  git('update-ref', `refs/tags/${name}`, id);
}

describe('the releases that tags are', () => {
  it('are dated by the tag, else by the commit, and an impossible date is the last there is', async () => {
    const head = git('rev-parse', 'HEAD');
    const by = 'tagger Ada <a@example.com>';
    git('tag', 'light');
    tag('annotated', head, 'commit', `${by} 1767225600 +0000`);
    tag('of-no-day', head, 'commit', `${by} 99999999999999999 +0000`);
    tag('of-no-one', head, 'commit');
    tag('of-a-tree', git('rev-parse', 'HEAD^{tree}'), 'tree');
    expect(await releasesOf({ directory })).toEqual([
      { name: 'annotated', at: '2026-01-01T00:00:00Z' },
      { name: 'light', at: '2026-05-01T00:00:00Z' },
      { name: 'of-no-day', at: '9999-12-31T23:59:59Z' },
      { name: 'of-no-one', at: '2026-05-01T00:00:00Z' },
    ]);
    const terminal = memoryTerminal({ directory, environment: { PATH: process.env['PATH'] } });
    expect(await runProgram(['covenant'], terminal)).toBe(0);
  });
});

describe('a change', () => {
  it('has the messages of the commits since it left the base, of branches with any name', async () => {
    git('checkout', '--quiet', '-b', 'feature');
    git('commit', '--quiet', '--allow-empty', '-m', 'two');
    git('commit', '--quiet', '--allow-empty', '-m', 'three');
    git('update-ref', 'refs/heads/--all', 'HEAD^');
    expect((await changeSince({ directory }, 'main', 'HEAD')).texts).toEqual(['three\n', 'two\n']);
    expect((await changeSince({ directory }, 'main', '--all')).texts).toEqual(['two\n']);
    expect((await changeSince({ directory }, '--all', 'HEAD')).texts).toEqual(['three\n']);
  });

  it.each([
    ['^main', 'HEAD'],
    ['main', '^HEAD'],
    ['main..HEAD', 'HEAD'],
  ])('is not from %s to %s, which are not both commits', async (base, revision) => {
    await expect(changeSince({ directory }, base, revision)).rejects.toMatchObject({ code: 'not-found' });
    const terminal = memoryTerminal({ directory, environment: { PATH: process.env['PATH'] } });
    expect(await runProgram(['covenant', '--base', base, '--revision', revision], terminal)).toBe(3);
  });
});
