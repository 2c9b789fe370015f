import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import {
  checkoutTree,
  folderTree,
  gitTree,
  indexTree,
  resolveCommit,
  stagedPaths,
  type Tree,
} from '../../../../../core/remembrancer/covenant/index.ts';

let directory: string;
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const write = async (path: string | Buffer, content: string | Buffer): Promise<void> =>
  writeFile(typeof path === 'string' ? join(directory, path) : path, content);
const contentsOf = async (tree: Tree): Promise<Record<string, string>> => {
  const bytes = await tree.read(tree.files);
  return Object.fromEntries(
    tree.files.map(({ path, kind }, n) => {
      const content = bytes[n];
      return [path, `${kind}:${content === undefined ? 'none' : Buffer.from(content).toString()}`];
    }),
  );
};
const ODD_NAME = Buffer.concat([Buffer.from('odd-'), Buffer.from([0xff])]);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-trees-'));
  git('init', '--quiet', '--initial-branch=main');
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('a tree with all that git can hold', () => {
  const EXPECTED = {
    'a b.txt': 'file:spaces',
    'folder/inner.txt': 'file:inner',
    'nul.bin': 'file:\0\n\0',
    'odd-\\xff': 'file:odd',
    'out-link': 'symlink:/etc/passwd',
    'run.sh': 'executable:#!/bin/sh\n',
    'ünï\ncode': 'file:named',
  };

  beforeEach(async () => {
    await write('a b.txt', 'spaces');
    await mkdir(join(directory, 'folder'));
    await write('folder/inner.txt', 'inner');
    await write('nul.bin', '\0\n\0');
    await write(Buffer.concat([Buffer.from(`${directory}/`), ODD_NAME]), 'odd');
    await symlink('/etc/passwd', join(directory, 'out-link'));
    await write('run.sh', '#!/bin/sh\n');
    await chmod(join(directory, 'run.sh'), 0o755);
    await write('ünï\ncode', 'named');
    git('add', '.');
  });

  it('is the same as a commit, as the index, as a checkout and as a folder', async () => {
    git('commit', '--quiet', '-m', 'all');
    expect(await contentsOf(await gitTree({ directory }, 'HEAD'))).toEqual(EXPECTED);
    expect(await contentsOf(await indexTree({ directory }))).toEqual(EXPECTED);
    expect(await contentsOf(await checkoutTree({ directory }))).toEqual(EXPECTED);
    await rm(join(directory, '.git'), { recursive: true });
    expect(await contentsOf(await folderTree(directory))).toEqual(EXPECTED);
  });

  it('is in the same order everywhere', async () => {
    git('commit', '--quiet', '-m', 'all');
    const paths = (tree: Tree): string[] => tree.files.map(({ path }) => path);
    const ofCommit = paths(await gitTree({ directory }, 'HEAD'));
    expect(paths(await indexTree({ directory }))).toEqual(ofCommit);
    expect(paths(await checkoutTree({ directory }))).toEqual(ofCommit);
  });

  it('as an index is what is staged, before any commit too', async () => {
    await write('a b.txt', 'changed after');
    await write('new.txt', 'not staged');
    expect(await contentsOf(await indexTree({ directory }))).toEqual(EXPECTED);
    expect([...(await stagedPaths({ directory }))].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it('as a checkout has new files, and neither deleted nor ignored ones', async () => {
    git('commit', '--quiet', '-m', 'all');
    await rm(join(directory, 'nul.bin'));
    await write('.gitignore', 'ignored\n');
    await write('ignored', 'x');
    await write('new.txt', 'new');
    const { 'nul.bin': deleted, ...left } = EXPECTED;
    expect(deleted).toBeDefined();
    expect(await contentsOf(await checkoutTree({ directory }))).toEqual({
      ...left,
      '.gitignore': 'file:ignored\n',
      'new.txt': 'file:new',
    });
  });
});

describe('strange repositories', () => {
  it('an empty one has no files and no commit', async () => {
    expect((await checkoutTree({ directory })).files).toEqual([]);
    expect((await indexTree({ directory })).files).toEqual([]);
    await expect(gitTree({ directory }, 'HEAD')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('no commit "HEAD"') as unknown,
    });
  });

  it('a submodule is there, and is not looked into', async () => {
    const commit = 'c'.repeat(40);
    git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
    git('commit', '--quiet', '-m', 'module');
    const tree = await gitTree({ directory }, 'HEAD');
    expect(tree.files).toEqual([{ path: 'module', kind: 'submodule', size: 0, id: commit }]);
  });

  it('what lies behind a link that took the place of a folder is not there', async () => {
    await mkdir(join(directory, 'real'));
    await write('real/a.txt', 'elsewhere');
    await mkdir(join(directory, 'folder'));
    await write('folder/a.txt', 'here');
    git('add', '.');
    await rm(join(directory, 'folder'), { recursive: true });
    await symlink('real', join(directory, 'folder'));
    expect(await contentsOf(await checkoutTree({ directory }))).toEqual({
      folder: 'symlink:real',
      'real/a.txt': 'file:elsewhere',
    });
  });

  it('has two paths for a byte and for what stands for it, and for a name with a byte order mark', async () => {
    const raw = Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0xff])]);
    await write(raw, 'byte');
    await write('\\xff', 'words');
    await write('\ufeffa', 'marked');
    await write('a', 'plain');
    const EXPECTED = {
      '\\xff': 'file:byte',
      '\\x5cxff': 'file:words',
      '\ufeffa': 'file:marked',
      a: 'file:plain',
    };
    git('add', '.');
    expect(await contentsOf(await checkoutTree({ directory }))).toEqual(EXPECTED);
    expect(await contentsOf(await indexTree({ directory }))).toEqual(EXPECTED);
  });

  it('is read from at once by several, who each get what they asked for', async () => {
    for (const name of ['a', 'b', 'c']) await write(name, name.repeat(300_000));
    git('add', '.');
    const tree = await indexTree({ directory });
    const each = await Promise.all(tree.files.map((file) => tree.read([file])));
    expect(each.flat()).toEqual(await tree.read(tree.files));
  });

  it('has a blob once in memory, by however many paths', async () => {
    await write('a', 'the same');
    await write('b', 'the same');
    git('add', '.');
    const tree = await indexTree({ directory });
    const [a, b] = await tree.read(tree.files);
    expect(a).toBe(b);
  });

  it('runs nothing that its configuration names', async () => {
    const mark = join(directory, 'was-run');
    await write('a.txt', 'a');
    git('add', 'a.txt');
    git('commit', '--quiet', '-m', 'a');
    await write('evil.sh', `#!/bin/sh\ntouch ${mark}\n`);
    await chmod(join(directory, 'evil.sh'), 0o755);
    for (const name of [
      'core.fsmonitor',
      'diff.external',
      'core.pager',
      'filter.evil.smudge',
      'filter.evil.clean',
    ])
      git('config', name, join(directory, 'evil.sh'));
    await write('.gitattributes', '* filter=evil diff=evil\n');
    await checkoutTree({ directory });
    await indexTree({ directory });
    await stagedPaths({ directory });
    await gitTree({ directory }, 'HEAD');
    await rm(join(directory, '.gitattributes'));
    expect((await folderTree(directory)).files.map(({ path }) => path)).not.toContain('was-run');
  });

  it('a revision is never an option of git', async () => {
    await expect(gitTree({ directory }, '--output=x')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says that a content is not there that is in no tree of it', async () => {
    await write('a.txt', 'a');
    git('add', '.');
    const tree = await indexTree({ directory });
    const gone = { path: 'gone', kind: 'file', size: 1, id: '1'.repeat(40) } as const;
    expect((await tree.read([gone, ...tree.files])).map((bytes) => bytes?.length)).toEqual([undefined, 1]);
  });

  it('knows no commit by what leaves commits out', async () => {
    git('commit', '--quiet', '--allow-empty', '-m', 'a');
    expect(await resolveCommit({ directory }, 'HEAD')).toMatch(/^[0-9a-f]{40}$/);
    expect(await resolveCommit({ directory }, '^HEAD')).toBeUndefined();
    await expect(gitTree({ directory }, '^HEAD')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a clone with a filter', () => {
  let clone: string;
  const inClone = (...args: string[]): string => git('-C', clone, ...args);
  const ALL = { '.gitignore': 'file:/clone', 'a.txt': 'file:a', 'folder/b.txt': 'file:b' };

  beforeEach(async () => {
    await mkdir(join(directory, 'folder'));
    await write('a.txt', 'a');
    await write('folder/b.txt', 'b');
    await write('.gitignore', '/clone');
    git('update-index', '--add', '--cacheinfo', `160000,${'c'.repeat(40)},module`);
    git('add', 'a.txt', 'folder', '.gitignore');
    git('commit', '--quiet', '-m', 'a');
    git('config', 'uploadpack.allowFilter', 'true');
    clone = join(directory, 'clone');
  });

  it('lists the files of a commit, says of each that is not there that it cannot be had, and fetches none', async () => {
    git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${directory}`, clone);
    const tree = await gitTree({ directory: clone }, 'HEAD');
    const NONE = Object.fromEntries(Object.keys(ALL).map((path) => [path, 'file:none']));
    expect(await contentsOf(tree)).toEqual({ ...NONE, module: 'submodule:none' });
    expect(await contentsOf(tree)).toEqual({ ...NONE, module: 'submodule:none' });
    inClone('fetch', '--quiet', '--refetch', '--no-filter');
    expect(await contentsOf(await gitTree({ directory: clone }, 'HEAD'))).toEqual({
      ...ALL,
      module: 'submodule:none',
    });
  });

  it('lists what is staged, with what of it is there', async () => {
    git('clone', '--quiet', '--filter=blob:none', '--sparse', `file://${directory}`, clone);
    await writeFile(join(clone, 'new.txt'), 'new');
    inClone('add', 'new.txt');
    const tree = await indexTree({ directory: clone });
    expect(await contentsOf(tree)).toEqual({
      ...ALL,
      'folder/b.txt': 'file:none',
      module: 'submodule:none',
      'new.txt': 'file:new',
    });
    expect(tree.files.map(({ size }) => size)).toEqual([6, 1, 0, 0, 3]);
    expect([...(await stagedPaths({ directory: clone }))]).toEqual(['new.txt']);
  });

  it('that lacks folders is not listed, and is told how to get them', async () => {
    git('clone', '--quiet', '--bare', '--filter=tree:0', `file://${directory}`, clone);
    await expect(gitTree({ directory: clone }, 'HEAD')).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringMatching(/Fetch what it lacks: git fetch --refetch --no-filter$/) as unknown,
    });
    inClone('fetch', '--quiet', '--refetch', '--no-filter');
    expect((await gitTree({ directory: clone }, 'HEAD')).files).toHaveLength(4);
  });
});
