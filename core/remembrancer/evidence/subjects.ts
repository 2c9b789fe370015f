import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { VaultMeshError } from '../../common/error.ts';
import type { Subject } from './subject.ts';

/**
 * The subjects of files, in the order given: SHA-256 and SHA-512 in one pass over a stream, so that memory does
 * not grow with the file. The name of a subject is the file's base name.
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

/** The subject of one file. Throws `usage` for what is no regular file, and `not-found` when it cannot be read. */
export async function subjectOfFile(path: string): Promise<Subject> {
  await refuseSpecial(path);
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  let size = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      sha256.update(chunk);
      sha512.update(chunk);
      size += chunk.length;
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return { name: basename(path), sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), size };
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
