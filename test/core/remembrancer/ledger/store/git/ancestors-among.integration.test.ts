import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ancestorsAmong } from '../../../../../../core/remembrancer/ledger/store/git/ancestors-among.ts';

let folder: string;
let workDir: string;
let source: string;
/** `base` is before both others, which are each on a branch of their own; `merge` has both. */
let commits: Record<'base' | 'main' | 'side' | 'merge', string>;

const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};
const git = (...argv: string[]): string =>
  execFileSync('git', argv, { cwd: source, env, encoding: 'utf8', stdio: 'pipe' }).trim();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-ancestors-'));
  [source, workDir] = [join(folder, 'source'), join(folder, 'work')];
  mkdirSync(source);
  mkdirSync(workDir);
  git('init', '--quiet', '--initial-branch=main');
  const commit = (message: string): string => {
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  const base = commit('base');
  git('checkout', '--quiet', '-b', 'side');
  const side = commit('side');
  git('checkout', '--quiet', 'main');
  const main = commit('main');
  git('merge', '--quiet', '--no-edit', 'side');
  commits = { base, main, side, merge: git('rev-parse', 'HEAD') };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The names of the commits that are `tip` or before it. */
async function among(tip: keyof typeof commits, url = source): Promise<string[]> {
  const asked = [...Object.values(commits), '0'.repeat(40)];
  const found = await ancestorsAmong({ url, tip: commits[tip], workDir }, asked, { env });
  return Object.entries(commits).flatMap(([name, commit]) => (found.has(commit) ? [name] : []));
}

describe('the ancestors of a commit', () => {
  it.each([
    ['base', ['base']],
    ['side', ['base', 'side']],
    ['main', ['base', 'main']],
    ['merge', ['base', 'main', 'side', 'merge']],
  ] as const)('%s are %j', async (tip, expected) => {
    expect(await among(tip)).toEqual(expected);
    expect(readdirSync(workDir)).toEqual([]);
  });

  it.each([
    ['all filters', 'true'],
    ['no filter by depth', 'false'],
  ])('are told by a server that takes %s', async (_, allowsTrees) => {
    git('config', 'uploadpack.allowFilter', 'true');
    git('config', 'uploadpackfilter.tree.allow', allowsTrees);
    expect(await among('merge', `file://${source}`)).toEqual(['base', 'main', 'side', 'merge']);
  });

  it('cannot be told of a commit that is not there', async () => {
    const nowhere = { url: source, tip: 'f'.repeat(40), workDir };
    await expect(ancestorsAmong(nowhere, [commits.base], { env })).rejects.toMatchObject({
      code: 'not-found',
      message: `${source} does not have the commit ${'f'.repeat(40)}; push it first.`,
    });
  });

  it('cannot be told in a shallow clone', async () => {
    const shallow = join(folder, 'shallow');
    git('clone', '--quiet', '--depth=1', `file://${source}`, shallow);
    await expect(among('merge', shallow)).rejects.toMatchObject({ code: 'incomplete' });
  });
});
