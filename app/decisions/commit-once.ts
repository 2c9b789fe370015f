import { VaultMeshError } from '../../core/common/error.ts';
import { type CommitCreator, createCommit } from '../../core/github/create-commit.ts';
import { createTree, type File, type TreeCreator } from '../../core/github/create-tree.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { type CommitLister, listCommits } from '../../core/github/list-commits.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { type RefsUpdater, updateRefs } from '../../core/github/update-refs.ts';
import { requestCommit } from '../spawn/request-commit.ts';
import { withTrailer } from '../spawn/request-key.ts';

export type BranchCommitter = CommitCreator & CommitLister & RefsUpdater & TreeCreator;

/**
 * The commit of the request `key` on a branch: an earlier run's, found by its trailer, or one made now of what `change` gives,
 * by fast-forward. `undefined` when that gives nothing.
 *
 * Throws `incomplete` when somebody pushes to the branch at this moment.
 */
export async function commitOnce(
  client: BranchCommitter,
  repository: Repository,
  { branch, head }: { branch: string; head: string },
  key: string,
  change: () => { title: string; files: readonly File[] } | undefined,
): Promise<string | undefined> {
  const { name } = repository;
  const earlier = requestCommit((await listCommits(client, name, branch)) ?? [], key);
  if (earlier) return earlier.id;
  const made = change();
  if (!made) return undefined;
  const tree = await createTree(client, name, made.files, head);
  const message = withTrailer(made.title, key);
  const commit = await createCommit(client, name, { message, tree, parents: [head] });
  if (await updateRefs(client, repository, [{ branch, before: head, after: commit }])) return commit;
  throw new VaultMeshError(
    'incomplete',
    `Somebody pushed to the branch "${branch}" of ${fullName(name)} at this moment.`,
  );
}
