import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { VaultMeshError } from '../../common/error.ts';
import type { Subject } from './subject.ts';

/**
 * The subjects of files, in the order given: SHA-256 and SHA-512 in one pass, so that memory does not grow
 * with the file. The name of a subject is the file's base name.
 *
 * Throws `usage` when there is no file, two have the same base name, or one is a folder, a pipe or a device;
 * `not-found` for a file that cannot be read.
 */
export async function subjectsOfFiles(paths: readonly string[]): Promise<Subject[]> {
  if (paths.length === 0) {
    throw new VaultMeshError('usage', 'There is no file to record; name at least one.');
  }
  refuseDuplicates(paths);
  const subjects: Subject[] = [];
  for (const path of paths) subjects.push(await subjectOfFile(path));
  return subjects;
}

/** What is read at once; there are two in memory. */
const CHUNK_BYTES = 1 << 20;

/** The subject of one file. Throws `usage` for what is no regular file, and `not-found` when it cannot be read. */
export async function subjectOfFile(path: string): Promise<Subject> {
  await refuseSpecial(path);
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  const size = await readThrough(path, (chunk) => {
    sha256.update(chunk);
    sha512.update(chunk);
  }).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return { name: basename(path), sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), size };
}

/** Gives a file in chunks to `take`, which must not keep them, and returns its size. Reads the next one meanwhile. */
async function readThrough(path: string, take: (chunk: Uint8Array) => void): Promise<number> {
  const file = await open(path);
  try {
    let [chunk, next] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
    let size = 0;
    let { bytesRead } = await file.read(chunk);
    while (bytesRead > 0) {
      const ahead = file.read(next);
      take(chunk.subarray(0, bytesRead));
      size += bytesRead;
      ({ bytesRead } = await ahead);
      [chunk, next] = [next, chunk];
    }
    return size;
  } finally {
    await file.close();
  }
}

/** Content is read for the digest and again for each signature; a pipe would be empty by then. */
async function refuseSpecial(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (found.isFile()) return;
  throw new VaultMeshError(
    'usage',
    `${path} is not a regular file, and a folder, a pipe or a device cannot be read twice alike; save the content to a file and name that.`,
  );
}

const unreadable = (path: string, cause: unknown): VaultMeshError =>
  new VaultMeshError('not-found', `The file ${path} cannot be read; check the path.`, { cause });

function refuseDuplicates(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const name = basename(path);
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      throw new VaultMeshError(
        'usage',
        `${earlier} and ${path} have the same file name, and a receipt tells its subjects apart by name; rename one.`,
      );
    }
    seen.set(name, path);
  }
}
