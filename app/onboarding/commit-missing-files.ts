import { VaultMeshError } from '../../core/common/error.ts';
import { type GitHubClient, githubStore } from '../../core/remembrancer/ledger/index.ts';
import type { TreeFile } from '../../core/spawn/index.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';

/** How often the commit is tried on a branch that others push to. */
const ATTEMPTS = 3;

const MESSAGE = 'ci: record decisions on the ledger';

/**
 * One commit on the default branch with those of `files` that are not there; what people have written at a path
 * stays. Returns the paths that it wrote.
 *
 * Throws `incomplete` when the repository is empty or its default branch keeps moving.
 */
export async function commitMissingFiles(
  client: GitHubClient,
  repository: Repository,
  files: readonly TreeFile[],
): Promise<string[]> {
  const { name, defaultBranch } = repository;
  const store = githubStore(client, name, defaultBranch);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, files: present } = await store.read(files.map(({ path }) => path));
    if (head === undefined)
      throw new VaultMeshError('incomplete', `${fullName(name)} is empty. Give it a first commit.`);
    const missing = files.filter(({ path }) => !present.has(path));
    if (missing.length === 0) return [];
    const additions = new Map(missing.map(({ path, content }) => [path, content]));
    const commit = await store.commit(head, { message: MESSAGE, additions, deletions: [] });
    if (commit !== undefined) return [...additions.keys()];
  }
  throw new VaultMeshError(
    'incomplete',
    `The branch "${defaultBranch}" of ${fullName(name)} keeps moving. Try again later.`,
  );
}
