import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { type CommitLister, listCommits } from '../../core/github/list-commits.ts';
import type { FileReader } from '../../core/github/read-file.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import type { SpawnRequest } from '../../core/spawn/index.ts';
import { committedRequest } from './committed-request.ts';
import { requestCommit } from './request-commit.ts';
import { hasMark } from './request-key.ts';

export type BegunReader = CommitLister & FileReader & RepositoryFinder;

/**
 * The request whose files an earlier run for `key` has committed to the repository `name`, as their manifest has it;
 * `undefined` where it has committed none.
 *
 * Throws `conflict` when that run made the repository and no commit of it is there: its files would be others now.
 */
export async function begunRequest(
  client: BegunReader,
  name: RepositoryName,
  key: string,
): Promise<SpawnRequest | undefined> {
  const repository = await findRepository(client, name);
  if (!repository) return undefined;
  const commits = await listCommits(client, name, repository.defaultBranch);
  const commit = commits && requestCommit(commits, key);
  if (commit) return (await committedRequest(client, name, commit.id))?.request;
  if (!hasMark(repository.description, key)) return undefined;
  throw new VaultMeshError(
    'conflict',
    `This command made the repository ${fullName(name)} and was interrupted, its commit is not there, and the templates, the ` +
      'overlay or the settings have changed since, so that the plan cannot be made. Delete the repository if nothing in it ' +
      'is needed, and plan again.',
  );
}
