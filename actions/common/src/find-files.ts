import { glob, realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';

/**
 * The files that `patterns` (paths or globs, relative to `workspace`, of the input `input`) name, as sorted absolute
 * paths.
 *
 * Throws `not-found` for a pattern that names no file, `not-permitted` for a file outside the workspace and for one behind
 * a symbolic link, which may lead to a file that nobody meant: what is recorded may be attached to a public release.
 */
export async function findFiles(
  workspace: string,
  patterns: readonly string[],
  input = 'files',
): Promise<string[]> {
  const root = await realpath(workspace);
  const found = new Set<string>();
  for (const pattern of patterns) {
    const files = await matches(root, pattern);
    if (files.length === 0) {
      throw new VaultMeshError(
        'not-found',
        `No file matches "${pattern}"; check the input "${input}" and that an earlier step made or downloaded it.`,
      );
    }
    for (const file of files) found.add(file);
  }
  return [...found].sort();
}

async function matches(root: string, pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const name of glob(pattern, { cwd: root })) {
    const place = resolve(root, name);
    const path = await realpath(place).catch((cause: unknown) => {
      throw new VaultMeshError('not-found', `"${pattern}" matches ${name}, a link that leads nowhere.`, {
        cause,
      });
    });
    if (!path.startsWith(root + sep)) {
      throw new VaultMeshError(
        'not-permitted',
        `"${pattern}" leads to ${path}, outside the workspace; only files of the workspace are recorded.`,
      );
    }
    if (!(await stat(path)).isFile()) continue;
    if (path !== place) {
      throw new VaultMeshError(
        'not-permitted',
        `"${pattern}" matches ${name}, which is ${relative(root, path)} by a symbolic link; links are not recorded, name the file itself.`,
      );
    }
    files.push(path);
  }
  return files;
}
