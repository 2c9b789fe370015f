import { posix } from 'node:path';
import { utf8 } from '../../core/common/bytes.ts';
import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { File } from '../../core/github/create-tree.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { readBranch } from '../../core/github/read-branch.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import type { DecisionText } from '../../core/remembrancer/decisions/index.ts';
import {
  findPullRequest,
  openPullRequest,
  type PullRequest,
  type PullRequestOpener,
} from '../github/open-pull-request.ts';
import { withTrailer } from '../spawn/request-key.ts';
import { type BranchCommitter, commitOnce } from './commit-once.ts';
import { decisionFolder } from './decision-folder.ts';
import { type KnownDecisions, knownDecisions } from './known-decisions.ts';
import { type ProposalReader, proposedHere } from './proposed-here.ts';

export type DecisionChanger = BranchCommitter & ProposalReader & PullRequestOpener & RepositoryFinder;

export interface DecisionOrder {
  readonly repository: RepositoryName;
  /** Of the issue or pull request where it was asked for. */
  readonly issue: number;
  readonly commentUrl: string;
  readonly clock: Clock;
  /** From `requestKey`. */
  readonly key: string;
  /** What happens to the decision, in a word: `accept`. */
  readonly verb: string;
  /** The decisions that are named; none for a new one. */
  readonly references: readonly string[];
  /** The files as they become, that of the decision first; none when nothing is left to do. Throws `policy` for what cannot be. */
  readonly change: (known: KnownDecisions) => readonly DecisionText[];
}

/**
 * Changes decisions for one comment, once: on the branch of the pull request that it stands on where that brings one of them,
 * and else by a pull request of its own. Returns what was done, in Markdown.
 */
export async function changeDecisions(client: DecisionChanger, order: DecisionOrder): Promise<string> {
  const { repository: name, key, verb } = order;
  const branch = `vaultmesh/adr-${verb}-${key.slice(0, 8)}`;
  const earlier = await findPullRequest(client, name, branch);
  if (earlier) return proposed(earlier);
  const repository = await findRepository(client, name);
  const head = repository && (await readBranch(client, name, repository.defaultBranch));
  if (!repository || head === undefined) {
    throw new VaultMeshError('not-found', `${fullName(name)} has no commit that the app may see.`);
  }
  const folder = await decisionFolder(client, name);
  const place = await proposedHere(client, repository, folder, order);
  if (place) {
    const commit = await commitOnce(client, repository, place, key, () => changeOf(order, place.known));
    return commit === undefined
      ? NOTHING_TO_DO
      : `[Commit ${commit.slice(0, 12)}](${repository.url}/commit/${commit}) on this pull request makes it so.`;
  }
  const change = changeOf(order, await knownDecisions(client, name, folder, head, order.clock));
  if (!change) return NOTHING_TO_DO;
  const body = `Asked for in ${order.commentUrl}. It holds once this is merged, and is then recorded on the ledger.`;
  const { title, files } = change;
  const message = withTrailer(title, key);
  return proposed(await openPullRequest(client, name, { branch, title, body, message, files }));
}

const NOTHING_TO_DO = 'The files say so already: there is nothing to change.';

const proposed = ({ number, url }: PullRequest): string =>
  `[Pull request #${number}](${url}) makes it so once it is merged.`;

function changeOf(
  { change, verb }: DecisionOrder,
  known: KnownDecisions,
): { title: string; files: readonly File[] } | undefined {
  const [first, ...others] = change(known);
  if (!first) return undefined;
  return {
    title: `docs(adr): ${verb} ${posix.basename(first.path, '.md')}`,
    files: [first, ...others].map(({ path, text }) => ({ path, mode: '100644', content: utf8(text) })),
  };
}
