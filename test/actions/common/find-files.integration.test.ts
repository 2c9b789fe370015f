import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { findFiles } from '../../../actions/common/src/find-files.ts';

let outside: string;
let workspace: string;

beforeEach(async () => {
  outside = await realpath(await mkdtemp(join(tmpdir(), 'vaultmesh-files-')));
  workspace = join(outside, 'workspace');
  await mkdir(join(workspace, 'dist'), { recursive: true });
  for (const path of ['dist/b.tar.gz', 'dist/a.tar.gz', 'notes.md'])
    await writeFile(join(workspace, path), path);
  await writeFile(join(outside, 'passwd'), 'secret');
});

afterEach(async () => {
  await rm(outside, { recursive: true, force: true });
});

describe('finding the files of a record', () => {
  it('takes paths and globs, each file once, in one order', async () => {
    const found = await findFiles(workspace, ['notes.md', 'dist/*.tar.gz', 'dist/a.tar.gz']);
    expect(found).toEqual(
      ['dist/a.tar.gz', 'dist/b.tar.gz', 'notes.md'].map((path) => join(workspace, path)),
    );
  });

  it('names the pattern that matches nothing, folders included', async () => {
    await expect(findFiles(workspace, ['notes.md', 'build/*.zip'])).rejects.toThrow(
      'No file matches "build/*.zip"',
    );
    await expect(findFiles(workspace, ['dist'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a link within the workspace, and one that leads nowhere, by name', async () => {
    await mkdir(join(workspace, '.git'));
    await writeFile(join(workspace, '.git', 'config'), 'token');
    await symlink('../.git/config', join(workspace, 'dist', 'app.zip'));
    await expect(findFiles(workspace, ['dist/*'])).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('dist/app.zip, which is .git/config by a symbolic link'),
    });
    await symlink('nowhere', join(workspace, 'dist', 'lost'));
    await expect(findFiles(workspace, ['dist/lost'])).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('a link that leads nowhere'),
    });
  });

  it('takes names that begin with a dot only where the pattern has the dot', async () => {
    await writeFile(join(workspace, 'dist', '.env'), 'token');
    expect(await findFiles(workspace, ['dist/**'])).not.toContain(join(workspace, 'dist', '.env'));
    expect(await findFiles(workspace, ['dist/.e*'])).toEqual([join(workspace, 'dist', '.env')]);
  });

  it('does not leave the workspace, neither by dots nor by a link', async () => {
    await symlink(join(outside, 'passwd'), join(workspace, 'dist', 'link'));
    await writeFile(`${workspace}-of-another`, 'secret');
    for (const pattern of ['../workspace-of-another', '../passwd', 'dist/link', join(outside, 'passwd')]) {
      await expect(findFiles(workspace, [pattern])).rejects.toMatchObject({ code: 'not-permitted' });
    }
  });
});
