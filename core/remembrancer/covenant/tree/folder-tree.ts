import { constants } from 'node:fs';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

import { compareTexts } from '../../../common/compare-texts.ts';
import { mapAtMost } from '../../../common/map-at-most.ts';
import { pathText } from './path-text.ts';
import { gitOutput, type GitPlace } from './read-only-git.ts';
import { splitAtNul } from './split-at-nul.ts';
import type { Tree, TreeFile } from './tree.ts';

const MOST_AT_ONCE = 64;

/** Folders that no repository holds, where the folder is no repository that could say so. */
const PASSED_OVER = new Set(['.git', 'node_modules']);

/** The files of a checkout as they lie on disk: those that git has, and new ones that it does not ignore. */
export async function checkoutTree(place: GitPlace): Promise<Tree> {
  const listed = await gitOutput(place, [
    ...['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  ]);
  return treeOf(place.directory, await notBehindLinks(place.directory, Array.from(splitAtNul(listed))));
}

/** `paths` but those below a link that took the place of a folder of git's: for git they are deleted, and they lead elsewhere. */
async function notBehindLinks(directory: string, paths: readonly Buffer[]): Promise<readonly Buffer[]> {
  const folders = new Set(paths.flatMap((path) => foldersOf(path.toString('latin1'))));
  const links = new Set<string>();
  await mapAtMost(MOST_AT_ONCE, [...folders], async (folder) => {
    const place = Buffer.concat([Buffer.from(join(directory, '/')), Buffer.from(folder, 'latin1')]);
    if ((await lstat(place).catch(() => undefined))?.isSymbolicLink() === true) links.add(folder);
  });
  if (links.size === 0) return paths;
  return paths.filter((path) => !foldersOf(path.toString('latin1')).some((folder) => links.has(folder)));
}

const foldersOf = (path: string): string[] =>
  Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));

/** The files of a folder that is no git repository, all but those below `.git` and `node_modules`. */
export async function folderTree(directory: string): Promise<Tree> {
  const paths: Buffer[] = [];
  const folders = [Buffer.alloc(0)];
  for (const folder of folders) {
    const place = Buffer.concat([Buffer.from(`${directory}/`), folder]);
    for (const entry of await readdir(place, { withFileTypes: true, encoding: 'buffer' })) {
      const path = folder.length === 0 ? entry.name : Buffer.concat([folder, Buffer.from('/'), entry.name]);
      if (!entry.isDirectory()) paths.push(path);
      else if (!PASSED_OVER.has(entry.name.toString())) folders.push(path);
    }
  }
  return treeOf(directory, paths);
}

async function treeOf(directory: string, paths: readonly Buffer[]): Promise<Tree> {
  const placeOf = (path: Buffer): Buffer => Buffer.concat([Buffer.from(join(directory, '/')), path]);
  const found = await mapAtMost(MOST_AT_ONCE, paths, (path) => fileAt(path, placeOf(path)));
  const places = new Map(paths.map((path) => [pathText(path), placeOf(path)]));
  return {
    name: directory,
    files: found.filter((file) => file !== undefined).sort((a, b) => compareTexts(a.path, b.path)),
    read: (files) =>
      mapAtMost(MOST_AT_ONCE, files, async ({ path, kind }) => {
        const place = places.get(path);
        return place === undefined ? undefined : bytesAt(place, kind).catch(() => undefined);
      }),
  };
}

/** A file that git lists may have been deleted; what is neither file, link nor folder is nobody's to read. */
async function fileAt(path: Buffer, place: Buffer): Promise<TreeFile | undefined> {
  const stats = await lstat(place).catch(() => undefined);
  if (stats === undefined) return undefined;
  const text = pathText(path);
  const id = `${text}@${stats.mtimeMs}`;
  if (stats.isSymbolicLink()) return { path: text, kind: 'symlink', size: stats.size, id };
  if (stats.isDirectory()) return { path: text.replace(/\/$/, ''), kind: 'submodule', size: 0, id };
  if (!stats.isFile()) return undefined;
  const kind = (stats.mode & 0o100) === 0 ? 'file' : 'executable';
  return { path: text, kind, size: stats.size, id };
}

/** Opened so that a link that took the file's place meanwhile is not followed, and a pipe is not waited for. */
async function bytesAt(place: Buffer, kind: TreeFile['kind']): Promise<Uint8Array | undefined> {
  if (kind === 'submodule') return undefined;
  if (kind === 'symlink') return readlink(place, { encoding: 'buffer' });
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}
