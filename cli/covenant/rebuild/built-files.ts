import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { compareTexts } from '../../../core/common/compare-texts.ts';
import { matchesGlob } from '../../../core/common/matches-glob.ts';
import { sha256Hex } from '../../../core/common/sha256.ts';
import type { BuiltFile } from '../../../core/remembrancer/covenant/rebuild/index.ts';

/** A file with the globs that name it. */
export interface NamedFile {
  readonly file: BuiltFile;
  readonly globs: readonly string[];
}

/**
 * The files of a copy that globs name, by path; git's own are never among them, nor what `isLeft` says the build left as it was.
 * Links are not followed.
 */
export async function builtFiles(
  copy: string,
  globs: readonly string[],
  isLeft: (path: string) => Promise<boolean>,
): Promise<NamedFile[]> {
  const named: NamedFile[] = [];
  for (const path of await pathsBelow(copy, '')) {
    const naming = globs.filter((glob) => matchesGlob(glob, path));
    if (naming.length > 0 && !(await isLeft(path)))
      named.push({ file: await builtFile(copy, path), globs: naming });
  }
  return named.sort((a, b) => compareTexts(a.file.path, b.file.path));
}

async function pathsBelow(copy: string, folder: string, paths: string[] = []): Promise<string[]> {
  for (const entry of await readdir(join(copy, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (path === '.git') continue;
    if (entry.isDirectory()) await pathsBelow(copy, path, paths);
    else if (entry.isFile() || entry.isSymbolicLink()) paths.push(path);
  }
  return paths;
}

async function builtFile(copy: string, path: string): Promise<BuiltFile> {
  const place = join(copy, path);
  const { mode, size } = await lstat(place);
  const target = await readlink(place).catch(() => undefined);
  if (target !== undefined) return { path, sha256: sha256Hex(target), size, mode: 'symlink' };
  const hash = createHash('sha256');
  await pipeline(createReadStream(place), hash);
  return { path, sha256: hash.digest('hex'), size, mode: (mode & 0o100) === 0 ? 'file' : 'executable' };
}
