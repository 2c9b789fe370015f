import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Runs git in a directory as Ada; returns what it prints. */
export const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=Ada', '-c', 'user.email=a@example.com', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
  });

export interface OriginAndClone {
  /** A new folder, in which both are. */
  readonly folder: string;
  /** A repository with the branch `main`, which has no commit. */
  readonly origin: string;
  /** Where the clone is to be, and nothing is yet. */
  readonly clone: string;
}

export async function makeOriginAndClone(): Promise<OriginAndClone> {
  const folder = await mkdtemp(join(tmpdir(), 'vaultmesh-clone-'));
  const origin = join(folder, 'origin');
  git(folder, 'init', '--quiet', '--initial-branch=main', origin);
  return { folder, origin, clone: join(folder, 'clone') };
}

/** Clones by `file:`: filters and depths have no effect on a clone by a path. */
export const cloneOrigin = ({ folder, origin, clone }: OriginAndClone, ...options: string[]): string =>
  git(folder, 'clone', '--quiet', ...options, pathToFileURL(origin).href, clone);
