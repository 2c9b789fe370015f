import type { Clock } from '../../core/common/clock.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import {
  checkCovenant,
  type CovenantResult,
  type Inputs,
  knownPins,
} from '../../core/remembrancer/covenant/index.ts';
import { readPins } from '../../core/spawn/pins.ts';
import { templatesDirectory } from '../../core/spawn/templates-directory.ts';
import { agreedConfig, type ConfigReader } from '../github/agreed-config.ts';
import type { PullRequestAnswer } from './checked-pull-request.ts';
import { type BlobGetter, GitHubBlobs } from './github-blobs.ts';
import { githubTree, type TreeGetter } from './github-tree.ts';
import { ledgerAndReleases, type LedgerReader } from './ledger-and-releases.ts';
import type { MergeTrial } from './merge-trial.ts';
import { type PullRequestCommitLister, pullRequestTexts } from './pull-request-texts.ts';
import { type CheckpointFinder, witnessedCheckpoint } from './witnessed-checkpoint.ts';

export type CovenantReader = BlobGetter & TreeGetter & ConfigReader & LedgerReader & CheckpointFinder;

/** What would be merged, and what its authors say of it. */
export interface Change extends MergeTrial {
  readonly texts: readonly string[];
}

/** What came of a check, and the ledger that it read, where there is one. */
export interface CheckedChange {
  readonly result: CovenantResult;
  readonly ledger: Inputs['ledger'];
  /** Whether not all of the files was read: there are more than the app reads. */
  readonly isCut: boolean;
}

/** How the app looks. */
export interface Look {
  readonly clock: Clock;
  /** The address of GitHub, of which the names of ledgers are made. */
  readonly serverUrl: string;
}

/**
 * Holds the result of a merge against the covenant, by the configuration of the default branch, and the ledger against what the
 * app saw of it as a witness: as the Action does, from GitHub's API alone. Peers are not asked: files of the change say where they
 * are. Throws `usage` for a configuration that cannot be used, `incomplete` for a tree that GitHub does not list whole, and as the
 * client does.
 */
export async function covenantOfChange(
  client: CovenantReader,
  repository: RepositoryName,
  { commit, base: before, texts }: Change,
  { clock, serverUrl }: Look,
): Promise<CheckedChange> {
  const blobs = new GitHubBlobs(client, repository);
  const config = await agreedConfig(client, repository);
  const base = await githubTree(client, repository, before, blobs);
  const tree = await githubTree(client, repository, commit, blobs, base);
  // Before the ledger: it only grows meanwhile, and what was seen is never ahead of what is read.
  const witnessed = await witnessedCheckpoint(client, repository, serverUrl);
  const blobsOfLedger = new GitHubBlobs(client, repository);
  const ledger = await ledgerAndReleases(client, repository, blobsOfLedger);
  const result = await checkCovenant({
    ...{ tree, config, clock, ...ledger, change: { base, texts } },
    ...(witnessed !== undefined && { witnessed }),
    pins: knownPins(readPins(templatesDirectory())),
  });
  // What GitHub did not give for a while is no verdict.
  for (const each of [blobs, blobsOfLedger]) each.throwFailure();
  return { result, ledger: ledger.ledger, isCut: blobs.isSpent };
}

/** The same for a pull request. */
export async function covenantOfPullRequest(
  client: CovenantReader & PullRequestCommitLister,
  repository: RepositoryName,
  pull: PullRequestAnswer,
  trial: MergeTrial,
  look: Look,
): Promise<CheckedChange> {
  const texts = await pullRequestTexts(client, repository, pull);
  return covenantOfChange(client, repository, { ...trial, texts }, look);
}
