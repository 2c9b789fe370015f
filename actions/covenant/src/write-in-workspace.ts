import { realpath, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';

/**
 * Writes `value` as JSON to the file of the workspace that the input `input` names, in place of what is there. The
 * checkout may be anybody's, so no link of it is followed. Throws `usage` for a path that leads elsewhere.
 */
export async function writeInWorkspace(
  workspace: string,
  path: string,
  input: string,
  value: object,
): Promise<void> {
  const root = await realpath(workspace);
  const target = resolve(root, path);
  const folder = await realpath(dirname(target)).catch(() => undefined);
  if (folder === undefined || !`${folder}${sep}`.startsWith(`${root}${sep}`)) {
    throw new VaultMeshError(
      'usage',
      `The input "${input}" is "${path}", which is in no folder of the workspace; name a file in one that is there.`,
    );
  }
  const file = resolve(folder, basename(target));
  try {
    await rm(file, { force: true });
    await writeFile(file, `${JSON.stringify(value)}\n`, { flag: 'wx' });
  } catch (cause) {
    throw new VaultMeshError('usage', `The input "${input}" is "${path}", which cannot be written.`, {
      cause,
    });
  }
}
