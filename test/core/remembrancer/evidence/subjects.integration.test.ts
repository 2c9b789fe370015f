import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

import {
  artifactsOfFiles,
  subjectOfFile,
  subjectsOfFiles,
} from '../../../../core/remembrancer/evidence/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

describe('the subjects of files', () => {
  const folder = temporaryFolder();

  it('have the digests that sha256sum and sha512sum print, and the size', async () => {
    const path = join(folder.path, 'app.tar.gz');
    await writeFile(path, Buffer.alloc(3_000_001, 'content'));
    const sum = async (program: string): Promise<string> =>
      (await run(program, [path])).stdout.split(' ')[0] ?? '';
    expect(await subjectOfFile(path)).toEqual({
      name: 'app.tar.gz',
      sha256: await sum('sha256sum'),
      sha512: await sum('sha512sum'),
      size: 3_000_001,
    });
  });

  it('of an empty file are those of no bytes', async () => {
    const path = join(folder.path, 'empty');
    await writeFile(path, '');
    expect(await subjectOfFile(path)).toMatchObject({ sha256: expect.stringMatching(/^e3b0c442/), size: 0 });
  });

  it('keep the order of the files, and refuse two of one name', async () => {
    const paths = ['b', 'a', 'sub/b'].map((name) => join(folder.path, name));
    await mkdir(join(folder.path, 'sub'));
    for (const path of paths) await writeFile(path, path);
    const [b, a] = await subjectsOfFiles(paths.slice(0, 2));
    expect([b?.name, a?.name]).toEqual(['b', 'a']);
    await expect(subjectsOfFiles(paths)).rejects.toMatchObject({ code: 'usage' });
    await expect(subjectsOfFiles([])).rejects.toMatchObject({ code: 'usage' });
  });

  it('are not found for a file that is not there', async () => {
    const gone = join(folder.path, 'gone');
    await expect(subjectsOfFiles([gone])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are not made of a folder, a device or a pipe, which would be empty at the second reading', async () => {
    const pipe = join(folder.path, 'pipe');
    await run('mkfifo', [pipe]);
    for (const path of [folder.path, '/dev/null', pipe]) {
      await expect(subjectsOfFiles([path])).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(`${path} is not a regular file`),
      });
    }
  });

  it('come with content that can be read more than once', async () => {
    const path = join(folder.path, 'app');
    await writeFile(path, 'content');
    const [artifact] = await artifactsOfFiles([path]);
    for (let round = 0; round < 2; round += 1) {
      expect(await new Response(artifact?.content?.()).text()).toBe('content');
    }
  });
});
