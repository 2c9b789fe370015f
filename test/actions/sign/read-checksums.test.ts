import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { readChecksums } from '../../../actions/sign/src/read-checksums.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const CONTENT = 'the bytes of the release';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.remove());

const read = async (content: string) => {
  await writeFile(workspace.path('dist/SHA256SUMS'), content);
  return readChecksums(workspace.run.workspace, 'dist/SHA256SUMS');
};

describe('a checksums file', () => {
  it('gives the files beside it with their content, and the others by their digest', async () => {
    const artifacts = await read(
      `${sha256(CONTENT)}  app.tar.gz\n${sha256('x').toUpperCase()} *images/disk.img\r\n\n`,
    );
    expect(
      artifacts.map(({ subject, content }) => [subject.name, subject.sha256, content !== undefined]),
    ).toEqual([
      ['app.tar.gz', sha256(CONTENT), true],
      ['disk.img', sha256('x'), false],
    ]);
    expect(artifacts[0]!.subject).toMatchObject({ size: CONTENT.length });
  });

  it('that a file does not agree with is refused, with the digest that it has', async () => {
    await expect(read(`${sha256('other')}  app.tar.gz\n`)).rejects.toMatchObject({
      code: 'verification-failed',
      message: expect.stringContaining(sha256(CONTENT)),
    });
  });

  it.each([
    ['', 'lists no file'],
    ['d41d8cd98f00b204e9800998ecf8427e  app.tar.gz\n', 'has the line "d41d8'],
    [`SHA256 (app.tar.gz) = ${sha256(CONTENT)}\n`, 'has the line "SHA256'],
    [`\\${sha256(CONTENT)}  a\\nb\n`, 'has the line'],
    [`${sha256(CONTENT)} app.tar.gz\n`, 'has the line'],
    [`${sha256('1')}  a/x\n${sha256('2')}  b/x\n`, 'two files named x'],
  ])('%j is refused', async (content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message),
    });
  });

  it('does not lead out of the workspace, also by a link', async () => {
    await expect(read(`${sha256('')}  ../../temp/../event\n`)).resolves.toHaveLength(1);
    await writeFile(workspace.path('../outside'), CONTENT);
    await expect(read(`${sha256(CONTENT)}  ../../outside\n`)).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await mkdir(workspace.path('dist/in'));
    await symlink(workspace.path('../outside'), workspace.path('dist/in/link'));
    await expect(read(`${sha256(CONTENT)}  in/link\n`)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is one file', async () => {
    await writeFile(workspace.path('dist/b'), '');
    await expect(readChecksums(workspace.run.workspace, 'dist/*')).rejects.toMatchObject({ code: 'usage' });
    await expect(readChecksums(workspace.run.workspace, 'none')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('the input "checksums"'),
    });
  });
});
