import type { Hub } from '../hub.ts';
import { nodeId } from '../render/node-id.ts';
import { repositoryPage } from '../render/repository-urls.ts';
import type { Issue } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';

type PullState = 'OPEN' | 'CLOSED' | 'MERGED';

/** The connection of the pull requests that come from `branch`, newest last, in the given states. */
export function pullRequestNodes(
  hub: Hub,
  repository: Repository,
  branch: string,
  { first, states }: { first?: number; states?: readonly PullState[] },
) {
  const pulls = repository.issues.filter(
    (issue) =>
      issue.pull?.head === branch &&
      issue.pull.headRepository === undefined &&
      (states?.includes(stateOf(issue)) ?? true),
  );
  const nodes = pulls.slice(0, first).map((issue) => ({
    id: nodeId('PullRequest', issue.id),
    number: issue.number,
    title: issue.title,
    state: stateOf(issue),
    url: `${repositoryPage(hub, repository)}/pull/${issue.number}`,
  }));
  return { totalCount: pulls.length, nodes, edges: nodes.map((node) => ({ node })) };
}

function stateOf({ pull, state }: Issue): PullState {
  if (pull?.merged !== undefined) return 'MERGED';
  return state === 'open' ? 'OPEN' : 'CLOSED';
}
