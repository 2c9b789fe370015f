import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultMeshError } from '../../../../common/error.ts';
import { mustSucceed } from './git-failure.ts';
import { type Git, type GitEnvironment, gitIn } from './run-git.ts';

/** A temporary bare repository, whose `origin` is the repository that is read. Whoever opened it deletes `directory`. */
export interface TemporaryRepository {
  readonly directory: string;
  readonly git: Git;
}

/** Makes a temporary bare repository in the folder `parent`. Throws `usage` for what is not an address. */
export async function openRepository(
  url: string,
  parent: string,
  environment: GitEnvironment,
): Promise<TemporaryRepository> {
  if (url.startsWith('-'))
    throw new VaultMeshError('usage', `"${url}" is not the address of a git repository.`);
  const directory = await mkdtemp(join(parent, 'vaultmesh-ledger-'));
  const git = gitIn(directory, environment);
  try {
    mustSucceed(await git(['init', '--quiet', '--bare']), 'make a temporary repository');
    mustSucceed(await git(['config', 'remote.origin.url', url]), 'set the address');
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  return { directory, git };
}
