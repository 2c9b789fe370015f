import { listRefs } from '../git/refs.ts';
import type { Hub } from '../hub.ts';
import { nodeId } from '../render/node-id.ts';
import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import { objectNode, refNode } from './git-nodes.ts';

/** The GraphQL node of a repository. */
export function repositoryNode(hub: Hub, repository: Repository) {
  const { gitDirectory, defaultBranch } = repository;
  return {
    id: nodeId('Repository', repository.id),
    name: repository.name,
    nameWithOwner: fullName(repository),
    isPrivate: repository.private,
    isEmpty: async () => (await listRefs(gitDirectory)).length === 0,
    object: ({ expression, oid }: { expression?: string; oid?: string }) =>
      objectNode(hub, repository, oid ?? expression ?? ''),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      refNode(
        hub,
        repository,
        qualifiedName.startsWith('refs/') ? qualifiedName : `refs/heads/${qualifiedName}`,
      ),
    defaultBranchRef: () => refNode(hub, repository, `refs/heads/${defaultBranch}`),
  };
}
