import { closeSync, constants, lstatSync, openSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { compareTexts } from '../../../common/compare-texts.ts';
import { pathText } from './path-text.ts';
import { gitOutput, type GitPlace } from './read-only-git.ts';
import { splitAtNul } from './split-at-nul.ts';
import type { Tree, TreeFile } from './tree.ts';

/** Folders that no repository holds, where the folder is no repository that could say so. */
const PASSED_OVER = new Set(['.git', 'node_modules']);

/** The files of a checkout as they lie on disk: those that git has, and new ones that it does not ignore. */
export async function checkoutTree(place: GitPlace): Promise<Tree> {
  const listed = await gitOutput(place, [
    ...['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  ]);
  return treeOf(place.directory, notBehindLinks(place.directory, Array.from(splitAtNul(listed))));
}

/** `paths` but those below a link that took the place of a folder of git's: for git they are deleted, and they lead elsewhere. */
function notBehindLinks(directory: string, paths: readonly Buffer[]): readonly Buffer[] {
  const folders = new Set(paths.flatMap((path) => foldersOf(path.toString('latin1'))));
  const root = Buffer.from(join(directory, '/'));
  const isLink = (folder: string): boolean =>
    statsAt(Buffer.concat([root, Buffer.from(folder, 'latin1')]))?.isSymbolicLink() === true;
  const links = new Set([...folders].filter(isLink));
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

/** Files are read one after another: for so many small ones that takes a third of the time of reading them at once. */
function treeOf(directory: string, paths: readonly Buffer[]): Tree {
  const root = Buffer.from(join(directory, '/'));
  const places = new Map(paths.map((path) => [pathText(path), Buffer.concat([root, path])]));
  const files = Array.from(places, ([path, place]) => fileAt(path, place)).filter(
    (file) => file !== undefined,
  );
  return {
    name: directory,
    files: files.sort((a, b) => compareTexts(a.path, b.path)),
    read: (wanted) =>
      Promise.resolve(
        wanted.map(({ path, kind }) => {
          const place = places.get(path);
          return place === undefined ? undefined : bytesAt(place, kind);
        }),
      ),
  };
}

/** A file that git lists may have been deleted; what is neither file, link nor folder is nobody's to read. */
function fileAt(text: string, place: Buffer): TreeFile | undefined {
  const stats = statsAt(place);
  if (stats === undefined) return undefined;
  const id = `${text}@${stats.mtimeMs}`;
  if (stats.isSymbolicLink()) return { path: text, kind: 'symlink', size: stats.size, id };
  if (stats.isDirectory()) return { path: text.replace(/\/$/, ''), kind: 'submodule', size: 0, id };
  if (!stats.isFile()) return undefined;
  const kind = (stats.mode & 0o100) === 0 ? 'file' : 'executable';
  return { path: text, kind, size: stats.size, id };
}

function statsAt(place: Buffer): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Opened so that a link that took the file's place meanwhile is not followed, and a pipe is not waited for. */
function bytesAt(place: Buffer, kind: TreeFile['kind']): Uint8Array | undefined {
  if (kind === 'submodule') return undefined;
  try {
    if (kind === 'symlink') return readlinkSync(place, { encoding: 'buffer' });
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = openSync(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
