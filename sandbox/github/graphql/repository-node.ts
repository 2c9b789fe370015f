import { listRefs } from '../git/refs.ts';
import type { Call } from '../http/call.ts';
import { nodeId } from '../render/node-id.ts';
import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import { objectNode, refNode } from './git-nodes.ts';
import { releaseNode } from './release-node.ts';

/** The GraphQL node of a repository, as the caller may see it. */
export function repositoryNode(call: Call, repository: Repository) {
  const { hub } = call;
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
    release: ({ tagName }: { tagName: string }) => releaseNode(call, repository, tagName),
  };
}
