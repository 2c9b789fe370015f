import type { Repository } from '../../core/github/find-repository.ts';
import type { AdoptablePart } from '../../core/spawn/index.ts';
import {
  findPullRequest,
  openPullRequest,
  type PullRequest,
  type PullRequestFinder,
  type PullRequestOpener,
} from '../github/open-pull-request.ts';
import { withTrailer } from '../spawn/request-key.ts';
import type { AdoptionPlan } from './plan-adoption.ts';

export interface AdoptionOrder {
  readonly part: AdoptablePart;
  /** From `requestKey`. */
  readonly key: string;
  readonly commentUrl: string;
}

/** Whether an earlier run for the same comment has made the proposal. */
export const isProposed = async (
  client: PullRequestFinder,
  { name }: Pick<Repository, 'name'>,
  order: AdoptionOrder,
): Promise<boolean> => (await findPullRequest(client, name, branchOf(order))) !== undefined;

/**
 * Proposes the files of a plan in one pull request for one comment, or finds the one that is there. Returns in Markdown what was
 * proposed, and what was left alone and why.
 */
export async function adoptPart(
  client: PullRequestOpener,
  { name }: Pick<Repository, 'name'>,
  { added, described }: AdoptionPlan,
  order: AdoptionOrder,
): Promise<string> {
  const { part, key, commentUrl } = order;
  const earlier = await findPullRequest(client, name, branchOf(order));
  if (earlier) return [proposed(earlier), '', ...described].join('\n');
  if (added.length === 0) return ['There is nothing to add.', '', ...described].join('\n');
  const title = `feat: adopt ${part}`;
  const opened = await openPullRequest(client, name, {
    branch: branchOf(order),
    title,
    message: withTrailer(title, key),
    body: [`Asked for in ${commentUrl}.`, '', ...described].join('\n'),
    files: added,
  });
  return [proposed(opened), '', ...described].join('\n');
}

const branchOf = ({ part, key }: AdoptionOrder): string => `vaultmesh/adopt-${part}-${key.slice(0, 8)}`;

const proposed = ({ number, url }: PullRequest): string => `[Pull request #${number}](${url}) proposes it.`;
