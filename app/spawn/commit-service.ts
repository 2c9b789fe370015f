import { VaultMeshError } from '../../core/common/error.ts';
import { TEMPLATE_BRANCH, treeId, type TreeFile } from '../../core/spawn/index.ts';
import { type CommitCreator, createCommit } from '../../core/github/create-commit.ts';
import { createTree, type TreeCreator } from '../../core/github/create-tree.ts';
import { eventually } from '../../core/github/eventually.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { type CommitLister, listCommits } from '../../core/github/list-commits.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { type RefsUpdater, updateRefs } from '../../core/github/update-refs.ts';
import { requestCommit } from './request-commit.ts';
import { withTrailer } from './request-key.ts';

export type ServiceCommitter = CommitCreator & CommitLister & RefsUpdater & TreeCreator;

export interface ServiceCommit {
  readonly id: string;
  readonly tree: string;
  /** Whether an earlier run made it, of the files that there were then. */
  readonly isEarlier: boolean;
}

/**
 * One commit with exactly `files`, upon GitHub's first commit of a new repository, by fast-forward, and at the same
 * moment the template branch at it. The commit of an earlier run for the same request is found by its trailer.
 *
 * Throws `conflict` when someone else wrote to the default branch first; their commits stay.
 */
export async function commitService(
  client: ServiceCommitter,
  repository: Repository,
  order: { key: string; message: string; files: readonly TreeFile[] },
): Promise<ServiceCommit> {
  const { name, defaultBranch } = repository;
  const commits = await eventually(() => listCommits(client, name, defaultBranch));
  const earlier = commits && requestCommit(commits, order.key);
  if (earlier) return { id: earlier.id, tree: earlier.tree, isEarlier: true };
  const first = commits?.[0];
  if (first?.parents !== 0) throw notAlone(repository);

  const tree = await createTree(client, name, order.files);
  const expected = treeId(order.files);
  if (tree !== expected) {
    throw new VaultMeshError(
      'internal',
      `GitHub made tree ${tree} of the files of ${fullName(name)}, not ${expected}.`,
    );
  }
  const message = withTrailer(order.message, order.key);
  const id = await createCommit(client, name, { message, tree, parents: [first.id] });
  const moved = await updateRefs(client, repository, [
    { branch: defaultBranch, before: first.id, after: id },
    { branch: TEMPLATE_BRANCH, before: undefined, after: id },
  ]);
  if (!moved) throw notAlone(repository);
  return { id, tree, isEarlier: false };
}

function notAlone(repository: Repository): VaultMeshError {
  return new VaultMeshError(
    'conflict',
    `The branch "${repository.defaultBranch}" of the new repository ${fullName(repository.name)} is not as it was made, ` +
      'so its files were not written. Delete the repository if nothing in it is needed, and give the command again.',
  );
}
