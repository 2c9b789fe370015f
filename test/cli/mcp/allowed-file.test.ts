import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { allowedFile } from '../../../cli/mcp/allowed-file.ts';

let root: string;
let folder: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'vaultmesh-mcp-')));
  folder = join(root, 'folder');
  await mkdir(join(folder, 'sub'), { recursive: true });
  await mkdir(join(root, 'folder-of-others'));
  for (const file of ['folder/a.txt', 'folder/sub/b.txt', 'secret.txt', 'folder-of-others/c.txt']) {
    await writeFile(join(root, file), file);
  }
  await symlink(join(root, 'secret.txt'), join(folder, 'link'));
  await symlink(root, join(folder, 'up'));
  await symlink('a.txt', join(folder, 'inner'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const allowed = (given: string | undefined, path: string): ReturnType<typeof allowedFile> =>
  allowedFile({ directory: root }, given, path);

describe('a path that a client names', () => {
  it.each([
    ['a.txt', 'a.txt'],
    ['./sub/../a.txt', 'a.txt'],
    ['sub/b.txt', 'sub/b.txt'],
    ['inner', 'a.txt'],
  ])('%s is the file %s', async (path, expected) => {
    expect(await allowed(folder, path)).toEqual({ folder, file: expected });
  });

  it('may be absolute', async () => {
    expect(await allowed(folder, join(folder, 'a.txt'))).toEqual({ folder, file: 'a.txt' });
  });

  it('is one in the folder that the server was given, from where it was started', async () => {
    expect(await allowed('folder', 'a.txt')).toEqual({ folder, file: 'a.txt' });
    await symlink('folder', join(root, 'other-name'));
    expect(await allowed('other-name', 'sub/b.txt')).toEqual({ folder, file: 'sub/b.txt' });
  });

  it.each([
    '../secret.txt',
    '/etc/passwd',
    'link',
    'up/secret.txt',
    '../folder-of-others/c.txt',
    '.',
    '..',
    '../no-such',
  ])('%s is not permitted', async (path) => {
    await expect(allowed(folder, path)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is not found where there is none', async () => {
    await expect(allowed(folder, 'c.txt')).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no c.txt in the folder of this server.',
    });
  });

  it('is nothing to a server without a folder', async () => {
    await expect(allowed(undefined, 'a.txt')).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('--folder'),
    });
  });
});
