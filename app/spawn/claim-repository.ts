import { VaultMeshError } from '../../core/common/error.ts';
import { createRepository, type RepositoryCreator } from '../../core/github/create-repository.ts';
import { findOrMake } from '../../core/github/find-or-make.ts';
import {
  findRepository,
  type Repository,
  type RepositoryFinder,
  type Visibility,
} from '../../core/github/find-repository.ts';
import { type CommitLister, listCommits } from '../../core/github/list-commits.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { hasStatus } from '../../core/github/status.ts';
import { hasMark, hasTrailer, markedDescription } from './request-key.ts';

export type RepositoryClaimer = CommitLister & RepositoryCreator & RepositoryFinder;

/**
 * The repository that belongs to the request `key`: made now, or made for the very same comment by an earlier run.
 *
 * Throws `conflict` when the name is taken by anything else.
 */
export async function claimRepository(
  client: RepositoryClaimer,
  name: RepositoryName,
  order: { key: string; description: string; visibility: Visibility },
): Promise<Repository> {
  const { thing } = await findOrMake(
    async () => {
      const existing = await findRepository(client, name);
      if (existing && !(await isOurs(client, existing, order.key))) throw taken(name);
      return existing;
    },
    async () => {
      try {
        return await createRepository(client, name, {
          description: markedDescription(order.description, order.key),
          visibility: order.visibility,
        });
      } catch (error) {
        // An app that is installed on selected repositories does not see the others.
        if (isTaken(error) && !(await findRepository(client, name))) throw taken(name);
        throw error;
      }
    },
  );
  return thing;
}

/** Whether an earlier run for `key` has made the repository. */
export async function isClaimed(
  client: CommitLister & RepositoryFinder,
  name: RepositoryName,
  key: string,
): Promise<boolean> {
  const existing = await findRepository(client, name);
  return existing !== undefined && (await isOurs(client, existing, key));
}

/** GitHub's 422 names the field and says "name already exists on this account". */
function isTaken(error: unknown): boolean {
  return hasStatus(error, 422) && error instanceof Error && error.message.includes('already exists');
}

async function isOurs(client: CommitLister, repository: Repository, key: string): Promise<boolean> {
  if (hasMark(repository.description, key)) return true;
  // People may have changed the description since; the commit stays.
  const commits = await listCommits(client, repository.name, repository.defaultBranch);
  return commits?.some(({ message }) => hasTrailer(message, key)) ?? false;
}

function taken(repository: RepositoryName): VaultMeshError {
  return new VaultMeshError(
    'conflict',
    `There is already a repository ${fullName(repository)}. Choose another name.`,
  );
}
