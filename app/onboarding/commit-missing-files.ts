import { VaultMeshError } from '../../core/common/error.ts';
import type { TreeFile } from '../../core/spawn/index.ts';
import { type BranchCommitter, commitOnBranch } from '../github/commit-on-branch.ts';
import type { Repository } from '../github/find-repository.ts';
import { type BranchReader, readBranch } from '../github/read-branch.ts';
import { type FileReader, readFile } from '../github/read-file.ts';
import { fullName } from '../github/repository-name.ts';

export type MissingFileCommitter = BranchCommitter & BranchReader & FileReader;

/** How often the commit is tried on a branch that others push to. */
const ATTEMPTS = 3;

/**
 * One commit on the default branch with those of `files` that are not there; what people have written at a path
 * stays. Returns the paths that it wrote.
 *
 * Throws `incomplete` when the repository is empty or its default branch keeps moving.
 */
export async function commitMissingFiles(
  client: MissingFileCommitter,
  repository: Repository,
  files: readonly TreeFile[],
): Promise<string[]> {
  const { name, defaultBranch } = repository;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await readBranch(client, name, defaultBranch);
    if (head === undefined)
      throw new VaultMeshError('incomplete', `${fullName(name)} is empty. Give it a first commit.`);
    const missing = new Map<string, Uint8Array>();
    for (const { path, content } of files) {
      if ((await readFile(client, name, path, head)) === undefined) missing.set(path, content);
    }
    if (missing.size === 0) return [];
    const commit = await commitOnBranch(client, name, {
      branch: defaultBranch,
      expectedHead: head,
      message: 'ci: record decisions on the ledger',
      files: missing,
    });
    if (commit !== undefined) return [...missing.keys()];
  }
  throw new VaultMeshError(
    'incomplete',
    `The branch "${defaultBranch}" of ${fullName(name)} keeps moving. Try again later.`,
  );
}
