import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository, type Repository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';

/** The repository in which a command was given. Throws `not-found` where the app does not see it any more. */
export async function seenRepository(client: RepositoryFinder, name: RepositoryName): Promise<Repository> {
  const repository = await findRepository(client, name);
  if (repository) return repository;
  throw new VaultMeshError(
    'not-found',
    `The app does not see ${fullName(name)} any more. Install it there, and give the command again.`,
  );
}
