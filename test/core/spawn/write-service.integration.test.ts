import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../core/common/bytes.ts';
import { renderService, treeId, writeService } from '../../../core/spawn/index.ts';
import { treeFile } from '../../../core/spawn/tree-file.ts';
import { request } from './requests.ts';

const run = promisify(execFile);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-spawn-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function git(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', directory, ...args], { timeout: 30_000 });
  return stdout.trim();
}

describe('writeService', () => {
  it('writes one commit on main whose tree has the id that was computed without git', async () => {
    const files = renderService(request(), {});
    const target = join(folder, 'my-service');
    const commit = await writeService(files, target);

    expect(await git(target, 'log', '--all', '--format=%H %s')).toBe(`${commit} feat: spawn the service`);
    expect(await git(target, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');
    expect(await git(target, 'rev-parse', 'HEAD^{tree}')).toBe(treeId(files));
    expect(await git(target, 'status', '--porcelain', '--ignored')).toBe('');
    expect(await git(target, 'fsck', '--strict')).toBe('');
    expect(await readdir(folder)).toEqual(['my-service']);
  });

  it("equals git write-tree for modes, odd names and git's own order of names", async () => {
    const paths = ['a', 'a.b', 'a-b/c', 'ab/c/d', 'Z', 'é', '日本/語', '.hidden', 'x y', 'ab.c/d', 'ab0'];
    const files = paths.map((path) => treeFile(path, utf8(`#!/bin/sh\n# ${path}\n`.slice(path.length % 3))));
    expect(new Set(files.map((file) => file.mode)).size).toBe(2);
    const target = join(folder, 'odd');
    await writeService(files, target);
    expect(await git(target, 'write-tree')).toBe(treeId(files));
  });

  it('commits files that the .gitignore of the project or of its user names', async () => {
    const home = join(folder, 'home');
    await mkdir(home);
    await writeFile(join(home, 'ignore'), '*\n');
    await writeFile(
      join(home, '.gitconfig'),
      `[core]\n\texcludesFile = ${home}/ignore\n\tautocrlf = true\n[commit]\n\tgpgSign = true\n[user]\n\tname = Ada\n\temail = ada@example.com\n`,
    );
    const before = process.env['HOME'];
    process.env['HOME'] = home;
    try {
      const target = join(folder, 'mine');
      await writeService([treeFile('.gitignore', utf8('*\n')), treeFile('kept', utf8('a\r\n'))], target);
      expect(await git(target, 'ls-files')).toBe('.gitignore\nkept');
      expect(await git(target, 'log', '-1', '--format=%an <%ae>')).toBe('Ada <ada@example.com>');
    } finally {
      process.env['HOME'] = before;
    }
  });

  it.each(['folder', 'file'])('never touches an existing %s', async (kind) => {
    const target = join(folder, 'taken');
    await (kind === 'folder' ? mkdir(target) : writeFile(target, 'mine'));
    await expect(writeService([treeFile('a', utf8('a'))], target)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await readdir(folder)).toEqual(['taken']);
    if (kind === 'file') expect(await readFile(target, 'utf8')).toBe('mine');
    else expect(await readdir(target)).toEqual([]);
  });

  it.each([
    '../evil',
    'a/../../evil',
    '/evil',
    'a//b',
    '.git/hooks/post-commit',
    'a/.GIT/config',
    'a\\b',
    'c:evil',
    '',
  ])('refuses the path %j and leaves nothing behind', async (path) => {
    const target = join(folder, 'new');
    await expect(writeService([treeFile(path, utf8('x'))], target)).rejects.toMatchObject({ code: 'usage' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when git fails, and says what to install when there is none', async () => {
    const before = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const writing = writeService([treeFile('a', utf8('a'))], join(folder, 'new'));
      await expect(writing).rejects.toMatchObject({ code: 'not-found', message: /^git is missing/ });
    } finally {
      process.env['PATH'] = before;
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('says which parent folder is missing', async () => {
    const writing = writeService([treeFile('a', utf8('a'))], join(folder, 'no/where'));
    await expect(writing).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(
        'cannot be written (there is no such file or folder); name a new folder',
      ),
    });
    await expect(lstat(join(folder, 'no'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says that a file is in the way', async () => {
    await writeFile(join(folder, 'file'), 'mine');
    const writing = writeService([treeFile('a', utf8('a'))], join(folder, 'file/x'));
    await expect(writing).rejects.toMatchObject({
      code: 'not-found',
      message: `${join(folder, 'file/x')} cannot be written (a part of the path is a file and no folder); name a new folder in one that is there and can be written to.`,
    });
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('mine');
  });
});
