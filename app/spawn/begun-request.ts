import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { type CommitLister, listCommits } from '../../core/github/list-commits.ts';
import { type FileReader, readFile } from '../../core/github/read-file.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { MANIFEST_PATH, parseManifest, type SpawnRequest } from '../../core/spawn/index.ts';
import { requestCommit } from './request-commit.ts';
import { hasMark } from './request-key.ts';

export type BegunReader = CommitLister & FileReader & RepositoryFinder;

export interface BegunRequest {
  readonly request: SpawnRequest;
  /** Of the templates that made its files. */
  readonly templateVersion: string;
}

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
): Promise<BegunRequest | undefined> {
  const repository = await findRepository(client, name);
  if (!repository) return undefined;
  const commits = await listCommits(client, name, repository.defaultBranch);
  const commit = commits && requestCommit(commits, key);
  const manifest = commit && (await readFile(client, name, MANIFEST_PATH, commit.id));
  // Who can push to this repository has no other one made.
  if (manifest !== undefined) {
    const { inputs, templateVersion } = parseManifest(manifest);
    return { request: { ...inputs, owner: name.owner, name: name.repo }, templateVersion };
  }
  if (commit || !hasMark(repository.description, key)) return undefined;
  throw new VaultMeshError(
    'conflict',
    `This command made the repository ${fullName(name)} and was interrupted, its commit is not there, and the templates, the ` +
      'overlay or the settings have changed since, so that the plan cannot be made. Delete the repository if nothing in it ' +
      'is needed, and plan again.',
  );
}
