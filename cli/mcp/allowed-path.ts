import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';

/**
 * The path below `folder` of the file that a client names, with no symbolic link in it. Throws `not-permitted` for one
 * that is outside, be it by a link, and without a folder; and `not-found`.
 */
export async function allowedPath(folder: string | undefined, path: string): Promise<string> {
  if (folder === undefined) {
    throw new VaultMeshError(
      'not-permitted',
      'This server was given no folder to take files from; it takes --folder DIRECTORY.',
    );
  }
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new VaultMeshError('not-found', 'The folder given to --folder is not there.', { cause });
  });
  const named = resolve(root, path);
  if (!isInside(root, named)) throw outside(path);
  const real = await realpath(named).catch((cause: unknown) => {
    throw new VaultMeshError('not-found', `There is no ${path} in the folder of this server.`, { cause });
  });
  if (isInside(root, real)) return relative(root, real);
  throw outside(path);
}

const isInside = (root: string, path: string): boolean =>
  path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);

const outside = (path: string): VaultMeshError =>
  new VaultMeshError('not-permitted', `${path} is outside the folder of this server.`);
