import { constants, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { isSitePath, type SiteFile } from '../../core/remembrancer/site/index.ts';
import { openOutputFolder } from '../write-output.ts';
import type { Terminal } from '../terminal.ts';

/** Says that a folder is ours to write into, and which files we wrote. */
const MARKER = '.vaultmesh-site';
const MARKER_HEAD = 'Written by "vaultmesh site", which replaces and removes these files.\n';

/** How many files are written at the same time. */
const AT_ONCE = 32;

/** A file is made, or takes the place of the earlier one; where a link stands, it is not followed. */
const REPLACE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/** What was written into a folder. */
export interface WrittenSite {
  readonly files: number;
  readonly bytes: number;
  /** Files of the site that stood there before, and that this one does not have. */
  readonly removed: number;
}

/** A folder that a site may be written into. */
export interface SiteFolder {
  readonly path: string;
  /** The files of the site that stands in it. */
  readonly earlier: readonly string[];
}

/** The folder `out`, which is made where it is not there. Throws `conflict` for one that is neither empty nor an earlier site. */
export async function openSiteFolder(terminal: Terminal, out: string): Promise<SiteFolder> {
  await openOutputFolder(terminal, out);
  const path = resolve(terminal.directory, out);
  return { path, earlier: await earlierFiles(path, out) };
}

/** Writes `files` into a folder, and removes what the earlier site had and this one has not; nothing else is touched. */
export async function writeSite(
  { path: folder, earlier }: SiteFolder,
  files: AsyncIterable<SiteFile>,
): Promise<WrittenSite> {
  try {
    const written: string[] = [];
    let bytes = 0;
    const made = new Set<string>();
    for await (const batch of inBatches(files)) {
      const paths = batch.map(({ path }) => path);
      if (written.length === 0) await mark(folder, [...earlier, ...paths]);
      for (const path of paths) await makeSubfolder(folder, dirname(path), made);
      await Promise.all(
        batch.map(({ path, content }) => writeFile(join(folder, path), content, { flag: REPLACE })),
      );
      written.push(...paths);
      bytes = batch.reduce((sum, { content }) => sum + Buffer.byteLength(content), bytes);
    }
    const kept = new Set(written);
    const stale = earlier.filter((path) => !kept.has(path));
    for (const path of stale) {
      if (!(await isBehindLink(folder, path))) await rm(join(folder, path), { force: true });
    }
    await mark(folder, written);
    return { files: written.length, bytes, removed: stale.length };
  } catch (error) {
    if (error instanceof VaultMeshError) throw error;
    throw cannotWrite(folder, error, 'check the folder given to --out');
  }
}

/** Files that may be written at the same time. Throws `internal` for a path that no site has. */
async function* inBatches(files: AsyncIterable<SiteFile>): AsyncGenerator<readonly SiteFile[]> {
  let batch: SiteFile[] = [];
  for await (const file of files) {
    if (!isSitePath(file.path)) throw new VaultMeshError('internal', `A site has no file "${file.path}".`);
    batch.push(file);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** The files of the site that stands in `folder`; none in an empty one. */
async function earlierFiles(folder: string, out: string): Promise<string[]> {
  if ((await readdir(folder)).length === 0) return [];
  const marker = await readFile(join(folder, MARKER), 'utf8').catch(() => '');
  if (!marker.startsWith(MARKER_HEAD)) {
    throw new VaultMeshError(
      'conflict',
      `${out} has files that are no site of this command; give an empty folder to --out, or one that it wrote before.`,
    );
  }
  // The list lies in the folder, where others may write: only what can be a file of a site is removed.
  return marker.slice(MARKER_HEAD.length).split('\n').filter(isSitePath);
}

const mark = (folder: string, paths: readonly string[]): Promise<void> =>
  writeFile(join(folder, MARKER), MARKER_HEAD + paths.map((path) => `${path}\n`).join(''), { flag: REPLACE });

/** Makes the folder `path` below `folder`. Throws `conflict` where a link would lead elsewhere. */
async function makeSubfolder(folder: string, path: string, made: Set<string>): Promise<void> {
  if (path === '.' || made.has(path)) return;
  await makeSubfolder(folder, dirname(path), made);
  await mkdir(join(folder, path), { recursive: true });
  if (await isLink(join(folder, path))) {
    throw new VaultMeshError(
      'conflict',
      `${join(folder, path)} is a link; remove it, or give another folder to --out.`,
    );
  }
  made.add(path);
}

/** Whether one of the folders between `folder` and the file at `path` is a link. */
async function isBehindLink(folder: string, path: string): Promise<boolean> {
  const above = dirname(path);
  return above !== '.' && ((await isLink(join(folder, above))) || (await isBehindLink(folder, above)));
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
