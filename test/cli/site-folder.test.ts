import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openSiteFolder, writeSite, type WrittenSite } from '../../cli/site/site-folder.ts';
import { memoryTerminal } from './memory-terminal.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-site-folder-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Writes a site of these files, each of which says its path. */
const write = async (...paths: string[]): Promise<WrittenSite> =>
  writeSite(
    await openSiteFolder(memoryTerminal({ directory }), 'site'),
    (async function* () {
      for (const path of paths) yield await Promise.resolve({ path, content: path });
    })(),
  );

const found = async (): Promise<string[]> =>
  (await readdir(join(directory, 'site'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, 'site').length + 1))
    .sort();

describe('the folder of a site', () => {
  it('is made, and gets each file and a list of them', async () => {
    expect(await write('index.html', 'kind/release/1.html')).toEqual({ files: 2, bytes: 29, removed: 0 });
    expect(await found()).toEqual(['.vaultmesh-site', 'index.html', 'kind/release/1.html']);
    await expect(readFile(join(directory, 'site/kind/release/1.html'), 'utf8')).resolves.toBe(
      'kind/release/1.html',
    );
  });

  it('of an earlier site loses what that had and the new one has not, and nothing else', async () => {
    await write('index.html', 'graph/2.html');
    await writeFile(join(directory, 'site/CNAME'), 'example.com');
    expect(await write('index.html')).toMatchObject({ files: 1, removed: 1 });
    expect(await found()).toEqual(['.vaultmesh-site', 'CNAME', 'index.html']);
  });

  it('that is of somebody else is left alone', async () => {
    await mkdir(join(directory, 'site'));
    await writeFile(join(directory, 'site/thesis.txt'), 'years');
    await expect(write('index.html')).rejects.toMatchObject({ code: 'conflict' });
    expect(await found()).toEqual(['thesis.txt']);
  });

  it('loses nothing by a list that somebody changed', async () => {
    await write('index.html');
    await writeFile(join(directory, 'precious.txt'), 'years');
    const list = join(directory, 'site/.vaultmesh-site');
    await writeFile(
      list,
      `${await readFile(list, 'utf8')}../precious.txt\n${directory}/precious.txt\na/../../precious.txt\n`,
    );
    await write('index.html');
    await expect(readFile(join(directory, 'precious.txt'), 'utf8')).resolves.toBe('years');
  });

  it('is not left by links that stand in it', async () => {
    const elsewhere = join(directory, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, '2.html'), 'years');
    await mkdir(join(elsewhere, 'release'));
    await writeFile(join(elsewhere, 'release/1.html'), 'years');
    await write('index.html', 'graph/2.html', 'kind/release/1.html');
    for (const name of ['records', 'graph', 'kind', 'index.html']) {
      await rm(join(directory, 'site', name), { recursive: true, force: true });
      await symlink(
        name === 'index.html' ? join(elsewhere, '2.html') : elsewhere,
        join(directory, 'site', name),
      );
    }
    await expect(write('index.html')).rejects.toThrow('cannot be written');
    await rm(join(directory, 'site/index.html'));
    await expect(write('index.html', 'records/0.html')).rejects.toMatchObject({ code: 'conflict' });
    await write('index.html');
    expect(await readdir(elsewhere)).toEqual(['2.html', 'release']);
    expect(await readdir(join(elsewhere, 'release'))).toEqual(['1.html']);
    await expect(readFile(join(elsewhere, '2.html'), 'utf8')).resolves.toBe('years');
  });

  it('is not left by a link in the place of its list', async () => {
    await write('index.html');
    const list = join(directory, 'site/.vaultmesh-site');
    const elsewhere = join(directory, 'elsewhere.txt');
    const earlier = await readFile(list, 'utf8');
    await writeFile(elsewhere, earlier);
    await rm(list);
    await symlink(elsewhere, list);
    await expect(write('index.html', 'graph/2.html')).rejects.toThrow('cannot be written');
    await expect(readFile(elsewhere, 'utf8')).resolves.toBe(earlier);
  });

  it.each([
    '../index.html',
    '/index.html',
    'a/b/c/d.html',
    'A.html',
    'a..html/../x.html',
    '.git/config.txt',
    'x.exe',
    '',
  ])('gets no file %j', async (path) => {
    await expect(write(path)).rejects.toMatchObject({ code: 'internal' });
    expect(await found()).toEqual([]);
  });
});
