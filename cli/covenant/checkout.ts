import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { isInside } from '../../core/common/is-inside.ts';
import { type GitPlace, readOnlyGit, saidByGit } from '../../core/remembrancer/covenant/index.ts';
import type { Terminal } from '../terminal.ts';

/** The repository around a folder, or the folder alone where there is none. */
export interface Checkout {
  /** Its root, where git is asked. */
  readonly place: GitPlace;
  readonly isRepository: boolean;
  /** Whether it has no files on disk, only commits. */
  readonly isBare: boolean;
  /** The folder that was named, from the root with `/` at its end; empty for the root itself. */
  readonly below: string;
}

/**
 * Finds the repository that `path` is in. Throws `not-found` where there is no such folder, `not-permitted` where its files
 * are elsewhere, and `incomplete` where git does not read it.
 */
export async function findCheckout(terminal: Terminal, path: string, signal: AbortSignal): Promise<Checkout> {
  const named = resolve(terminal.directory, path);
  const found = await stat(named).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new VaultMeshError('not-found', `There is no folder ${path}. Name the folder of a repository.`);
  }
  const directory = await realpath(named);
  const env = { ...terminal.environment };
  const place = { directory, env, signal };
  const { status, stdout, stderr } = await readOnlyGit(place, ['rev-parse', '--show-toplevel']);
  if (status !== 0) {
    if (/dubious ownership/.test(stderr)) {
      throw new VaultMeshError(
        'not-permitted',
        `${path} belongs to another user, so git does not read it. If you trust it: git config --global --add safe.directory ${directory}`,
      );
    }
    const bare = await readOnlyGit(place, ['rev-parse', '--is-bare-repository']);
    const isBare = bare.status === 0 && bare.stdout.toString().trim() === 'true';
    if (!isBare) await refuseUnreadable(directory, saidByGit(stderr));
    return { place, isRepository: isBare, isBare, below: '' };
  }
  const root = await realpath(stdout.toString().replace(/\r?\n$/, ''));
  if (!isInside(directory, root)) {
    // A folder can be made to look like a repository whose files are elsewhere.
    throw new VaultMeshError(
      'not-permitted',
      `The files of the repository ${path} are in ${root}. Name that.`,
    );
  }
  const inner = relative(root, directory).split(sep).join('/');
  return {
    place: { directory: root, env, signal },
    isRepository: true,
    isBare: false,
    below: inner === '' ? '' : `${inner}/`,
  };
}

/** Throws unless git says that there is no repository, and nothing looks like one: what git does not read is not none. */
async function refuseUnreadable(directory: string, said: string): Promise<void> {
  const isNone = said.startsWith('fatal: not a git repository (or any');
  const kept = await folderOfGit(directory);
  if (isNone && kept === undefined) return;
  throw new VaultMeshError(
    'incomplete',
    `git does not read the repository of ${directory}${kept === undefined ? '' : ` (${kept})`}: ${said}. Mend it, or name another folder; "git status" there says the same.`,
  );
}

/** The nearest `.git` in or above a folder, whatever it is. */
async function folderOfGit(directory: string): Promise<string | undefined> {
  const path = join(directory, '.git');
  if (await lstat(path).catch(() => undefined)) return path;
  const above = dirname(directory);
  return above === directory ? undefined : folderOfGit(above);
}
