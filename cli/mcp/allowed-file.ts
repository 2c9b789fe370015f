import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';

/** A file that a client may name: a folder, and the path in it; there is no symbolic link in either. */
export interface AllowedFile {
  readonly folder: string;
  readonly file: string;
}

/**
 * The file that a client names by a path from the folder of the server, which `--folder` gave. Throws `not-permitted`
 * for one that is outside, be it by a link, and without a folder; and `not-found`.
 */
export async function allowedFile(
  { directory }: Pick<Terminal, 'directory'>,
  given: string | undefined,
  path: string,
): Promise<AllowedFile> {
  if (given === undefined) {
    throw new VaultMeshError(
      'not-permitted',
      'This server was given no folder to take files from; it takes --folder DIRECTORY.',
    );
  }
  const folder = await realpath(resolve(directory, given)).catch((cause: unknown) => {
    throw new VaultMeshError('not-found', 'The folder given to --folder is not there.', { cause });
  });
  const named = resolve(folder, path);
  if (!isInside(folder, named)) throw outside(path);
  const real = await realpath(named).catch((cause: unknown) => {
    throw new VaultMeshError('not-found', `There is no ${path} in the folder of this server.`, { cause });
  });
  if (isInside(folder, real)) return { folder, file: relative(folder, real) };
  throw outside(path);
}

const isInside = (folder: string, path: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

const outside = (path: string): VaultMeshError =>
  new VaultMeshError('not-permitted', `${path} is outside the folder of this server.`);
