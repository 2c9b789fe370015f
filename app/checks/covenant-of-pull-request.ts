import type { Clock } from '../../core/common/clock.ts';
import type { FileReader } from '../../core/github/read-file.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import {
  checkCovenant,
  type CovenantResult,
  type Inputs,
  knownPins,
} from '../../core/remembrancer/covenant/index.ts';
import { readPins } from '../../core/spawn/pins.ts';
import { templatesDirectory } from '../../core/spawn/templates-directory.ts';
import { agreedConfig } from './agreed-config.ts';
import type { PullRequestAnswer } from './checked-pull-request.ts';
import { type BlobGetter, GitHubBlobs } from './github-blobs.ts';
import { githubTree, type TreeGetter } from './github-tree.ts';
import { ledgerAndReleases, type LedgerReader } from './ledger-and-releases.ts';
import type { MergeTrial } from './merge-trial.ts';
import { type PullRequestCommitLister, pullRequestTexts } from './pull-request-texts.ts';

export type CovenantReader = BlobGetter & TreeGetter & FileReader & LedgerReader & PullRequestCommitLister;

/** What came of a check, and the ledger that it read, where there is one. */
export interface CheckedPullRequest {
  readonly result: CovenantResult;
  readonly ledger: Inputs['ledger'];
  /** Whether not all of the files was read: there are more than the app reads. */
  readonly isCut: boolean;
}

/**
 * Holds the result of merging a pull request against the covenant, by the configuration of the default branch: as the Action
 * does, from GitHub's API alone. Peers are not asked: files of the pull request say where they are. Throws `usage` for a
 * configuration that cannot be used, `incomplete` for a tree that GitHub does not list whole, and as the client does.
 */
export async function covenantOfPullRequest(
  client: CovenantReader,
  repository: RepositoryName,
  pull: PullRequestAnswer,
  trial: MergeTrial,
  clock: Clock,
): Promise<CheckedPullRequest> {
  const blobs = new GitHubBlobs(client, repository);
  const config = await agreedConfig(client, repository, pull.base.repo.default_branch);
  const tree = await githubTree(client, repository, trial.commit, blobs);
  const base = await githubTree(client, repository, trial.base, blobs);
  const texts = await pullRequestTexts(client, repository, pull);
  const ledger = await ledgerAndReleases(client, repository);
  const result = await checkCovenant({
    ...{ tree, config, clock, ...ledger, change: { base, texts } },
    pins: knownPins(readPins(templatesDirectory())),
  });
  return { result, ledger: ledger.ledger, isCut: blobs.isSpent };
}
