import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { fileErrorReason } from '../../core/common/cannot-write.ts';
import { isInside } from '../../core/common/is-inside.ts';

/**
 * The real place of `path`, which is there, below `directory`. A path that says itself that it leads out of it (`../x`,
 * `/x`) is taken at its word; one that does so only by a link is refused with `not-permitted`. `remedy` says what to do
 * where it cannot be read.
 */
export async function resolveInside(
  directory: string,
  path: string,
  remedy = 'check the path',
): Promise<string> {
  const place = resolve(directory, path);
  try {
    const [real, root] = await Promise.all([realpath(place), realpath(directory)]);
    if (isInside(real, root) || !isInside(place, resolve(directory))) return real;
  } catch (cause) {
    throw new VaultMeshError('not-found', `${path} cannot be read: ${fileErrorReason(cause)}; ${remedy}.`, {
      cause,
    });
  }
  throw new VaultMeshError(
    'not-permitted',
    `${path} is a link that leads out of ${directory}. Name its target.`,
  );
}
