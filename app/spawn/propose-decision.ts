import type { TreeFile } from '../../core/spawn/index.ts';
import { openPullRequest, type PullRequest, type PullRequestOpener } from '../github/open-pull-request.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { withTrailer } from './request-key.ts';

/** The pull request in the platform repository that proposes the decision to have the new service; one per request. */
export function proposeDecision(
  client: PullRequestOpener,
  platform: RepositoryName,
  order: {
    key: string;
    service: string;
    serviceUrl: string;
    commentUrl: string;
    /** Hidden text for the proposal from a branch. */
    mark: (branch: string) => string;
    decision: TreeFile;
  },
): Promise<PullRequest> {
  const branch = `vaultmesh/spawn-${order.service}-${order.key.slice(0, 8)}`;
  const title = `docs(adr): spawn ${order.service}`;
  return openPullRequest(client, platform, {
    branch,
    title,
    message: withTrailer(title, order.key),
    body: [
      `The decision to have [${order.service}](${order.serviceUrl}), asked for in ${order.commentUrl}.`,
      '',
      'Merge it to accept the decision; it is then recorded on the ledger of this repository.',
      order.mark(branch),
    ].join('\n'),
    files: [order.decision],
  });
}
