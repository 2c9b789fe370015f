import { rmSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { cannotWrite } from '../common/cannot-write.ts';
import { VaultMeshError } from '../common/error.ts';
import { commitAll } from './commit-all.ts';
import type { TreeFile } from './tree-file.ts';

/**
 * Writes a rendered service to the new folder `directory` as a git repository with one commit on `main`, and gives
 * the id of that commit. The folder appears whole or not at all; nothing else is left when `signal` aborts, which it does
 * when the process is about to end.
 *
 * Throws `conflict` when `directory` exists, `not-found` when git or the parent folder is missing, `not-permitted` when that
 * cannot be written to, `usage` when a path would leave the folder.
 */
export async function writeService(
  files: readonly TreeFile[],
  directory: string,
  signal?: AbortSignal,
): Promise<string> {
  const target = resolve(directory);
  for (const { path } of files) checkPath(path);
  if (await exists(target)) throw taken(directory);
  // Beside the target, so that the last step is a rename within one file system.
  const workshop = await makeWorkshop(target);
  const clear = (): void => rmSync(workshop, { recursive: true, force: true, maxRetries: 3 });
  signal?.addEventListener('abort', clear);
  try {
    const draft = join(workshop, 'draft');
    await writeFiles(files, draft);
    const commit = await commitAll(draft, 'feat: spawn the service', files);
    await rename(draft, target).catch(async (error: unknown) => {
      throw (await exists(target)) ? taken(directory, error) : error;
    });
    return commit;
  } finally {
    signal?.removeEventListener('abort', clear);
    await rm(workshop, { recursive: true, force: true });
  }
}

function checkPath(path: string): void {
  const segments = path.split('/');
  const outside = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (outside || /[\\:\p{Cc}]/u.test(path)) {
    throw new VaultMeshError(
      'usage',
      `The path "${path}" is not a path inside a repository. Rename the file.`,
    );
  }
  if (segments.some((segment) => segment.toLowerCase() === '.git')) {
    throw new VaultMeshError('usage', `The path "${path}" belongs to git. Rename the file.`);
  }
}

async function makeWorkshop(target: string): Promise<string> {
  try {
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  } catch (error) {
    throw cannotWrite(target, error, 'name a new folder in one that is there and can be written to');
  }
}

async function writeFiles(files: readonly TreeFile[], directory: string): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(path)));
  for (const folder of folders) await mkdir(join(directory, folder), { recursive: true });
  for (const { path, mode, content } of files) {
    await writeFile(join(directory, path), content, { mode: mode === '100755' ? 0o755 : 0o644 });
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function taken(directory: string, cause?: unknown): VaultMeshError {
  return new VaultMeshError(
    'conflict',
    `"${directory}" exists. Choose another folder, or move that one away.`,
    {
      cause,
    },
  );
}
