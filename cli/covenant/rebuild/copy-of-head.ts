import { existsSync } from 'node:fs';
import { lstat, lutimes, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { type FolderGit, gitInFolder, type GitLimits } from '../../adr/git-in-folder.ts';
import type { Terminal } from '../../terminal.ts';
import type { Surroundings } from './surroundings.ts';

/** The commit that is built. */
export interface Head {
  /** The folder of the checkout. */
  readonly folder: string;
  /** Its id in hex. */
  readonly commit: string;
  /** When it was committed, in seconds since 1970. */
  readonly seconds: string;
}

/** Nothing that the user set up for their own clones is run or copied for this one. */
const NEUTRAL = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'init.templateDir=',
  '-c',
  'advice.detachedHead=false',
];

/** What is checked out in a folder. Throws `not-found` when there is no commit, and as `gitInFolder`. */
export async function headOf(terminal: Terminal, repository: string, limits: GitLimits): Promise<Head> {
  const folder = resolve(terminal.directory, repository);
  const git = gitInFolder(terminal, folder, limits);
  // Without the folder there is nowhere to run git, which would look as if git were missing.
  const root = existsSync(folder) ? await read(git, ['rev-parse', '--show-toplevel']) : undefined;
  // `git log` and `git show` print what the user's settings add, such as what is said of signatures.
  const listed =
    root === undefined ? undefined : await read(git, ['rev-list', '--max-count=1', '--timestamp', 'HEAD']);
  const [seconds, commit] = listed?.split(' ') ?? [];
  if (root !== undefined && commit !== undefined && seconds !== undefined)
    return { folder: root, commit, seconds };
  throw new VaultMeshError(
    'not-found',
    `${folder} has no commit to build; give the folder of a checkout with --repository.`,
  );
}

/** What git prints, without the line end; `undefined` where it fails. */
async function read(git: FolderGit, words: readonly string[]): Promise<string | undefined> {
  const printed = await git(words);
  return printed?.toString('utf8').replace(/\n$/u, '');
}

/**
 * Makes a clone of a commit, with nothing in it that is not committed, whose files are as old as the surroundings say.
 * Resolves to whether a path of it is of a committed file that nobody has written since. Throws `incomplete` when git cannot,
 * and as `gitInFolder`.
 */
export async function copyOfHead(
  terminal: Terminal,
  { folder, commit }: Head,
  copy: string,
  { ageSeconds, umask }: Surroundings,
  limits: GitLimits,
): Promise<(path: string) => Promise<boolean>> {
  await mkdir(dirname(copy), { recursive: true });
  const before = process.umask(umask);
  try {
    const cloned = await gitInFolder(
      terminal,
      dirname(copy),
      limits,
    )([...NEUTRAL, ...['clone', '--quiet', '--no-local', '--no-checkout', folder, copy]]);
    const git = gitInFolder(terminal, copy, limits);
    const out = cloned && (await git([...NEUTRAL, 'checkout', '--quiet', '--force', '--detach', commit]));
    const listed = out && (await git(['ls-files', '-z']));
    if (listed === undefined)
      throw new VaultMeshError('incomplete', `git cannot make a clone of commit ${commit} of ${folder}.`);
    const paths = listed
      .toString('utf8')
      .split('\0')
      .filter((path) => path !== '');
    const seconds = Math.floor(terminal.clock().getTime() / 1000 - ageSeconds);
    await setTimes(copy, paths, seconds);
    const committed = new Set(paths);
    return async (path) => committed.has(path) && (await lstat(join(copy, path))).mtimeMs === seconds * 1000;
  } finally {
    process.umask(before);
  }
}

/** Sets the times of files, and of the folders around them. */
async function setTimes(copy: string, paths: readonly string[], seconds: number): Promise<void> {
  const all = new Set(paths);
  for (const path of paths) {
    for (let at = dirname(path); at !== '.' && !all.has(at); at = dirname(at)) all.add(at);
  }
  for (const path of all) await lutimes(join(copy, path), seconds, seconds).catch(() => undefined);
}
