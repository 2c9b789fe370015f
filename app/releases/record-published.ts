import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository, type Repository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import type { FolderReader } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { onLedger, recordedSoFar } from '../decisions/ledger-records.ts';
import { type CommitFinder, commitOf } from '../github/commit-of.ts';
import type { TagRunFinder } from '../github/find-tag-run.ts';
import { beginRecord, type RecordStarter } from '../recording/start-record.ts';
import { findOwnRun } from './find-own-run.ts';
import type { RecordCheckWriter } from './put-record-check.ts';
import { recordOfRelease } from './record-of-release.ts';
import { recordsByItself } from './records-by-itself.ts';
import { releaseOrder } from './release-order.ts';
import { tellNotBegun } from './tell-not-begun.ts';

export type ReleaseRecorder = RecordStarter &
  RepositoryFinder &
  FolderReader &
  CommitFinder &
  TagRunFinder &
  RecordCheckWriter;

/** A release that was published. */
export interface PublishedRelease {
  readonly repository: RepositoryName;
  readonly tag: string;
  readonly prerelease: boolean;
  /** RFC 3339. */
  readonly publishedAt: string;
  /** Who is said to have made it: a person, or `undefined`. */
  readonly author?: string;
}

/** By what it is recorded. */
export interface RecordingSettings {
  /** The app's own number. */
  readonly appId: number;
  /** The record Action of the configuration. */
  readonly action: string;
  /** How long after the publication a workflow that records it by itself may begin, in ms. */
  readonly patience: number;
  readonly clock: Clock;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/**
 * Has the repository's own workflow record a release, once: unless the ledger has it, or a run of a workflow that records it by itself
 * has begun. Returns what was done or why nothing, in a sentence for the log; a repository that records nothing is no failure.
 */
export async function recordPublished(
  client: ReleaseRecorder,
  release: PublishedRelease,
  settings: RecordingSettings,
): Promise<string> {
  const { repository: name, tag } = release;
  const repository = await findRepository(client, name);
  if (repository === undefined) return 'The app cannot see the repository.';
  try {
    const commit = await commitOf(client, name, `tags/${tag}`);
    const known = await recordedSoFar(() =>
      onLedger(client, name, settings.clock, (ledger) => recordOfRelease(ledger, tag, commit)),
    );
    if (known !== undefined) return `The ledger has it as entry ${known.index}.`;
    return await beginOrLeave(client, { ...release, commit }, repository, settings);
  } catch (error) {
    if (error instanceof VaultMeshError && QUIET.includes(error.code)) return error.message;
    throw error;
  }
}

async function beginOrLeave(
  client: ReleaseRecorder,
  release: PublishedRelease & { readonly commit: string },
  repository: Repository,
  { appId, action, patience, clock, pause }: RecordingSettings,
): Promise<string> {
  const { repository: name, tag, commit, prerelease, publishedAt, author } = release;
  const own = await recordsByItself(client, name, { tag, commit, prerelease, action });
  const left = Math.min(patience, Date.parse(publishedAt) + patience - clock().getTime());
  const run = await findOwnRun(client, name, own, { tag, commit }, left, pause);
  if (run !== undefined) return `A workflow of the repository records it by itself: ${run}`;
  const order = releaseOrder({ repository: name.repo, tag, commit, ...(author && { author }) });
  try {
    const begun = await beginRecord(client, repository, order, publishedAt, clock, pause);
    return 'run' in begun ? `Being recorded: ${begun.run}` : `The ledger has it as entry ${begun.entry}.`;
  } catch (error) {
    const [workflow] = own;
    if (workflow !== undefined && error instanceof VaultMeshError && MISSING.includes(error.code))
      await tellNotBegun(client, appId, { repository, tag, commit, workflow, why: error.message });
    throw error;
  }
}

/** No workflow to record with, or an old one. */
const MISSING: readonly string[] = ['not-found', 'policy'];

/** The same, no such tag any more, or what else another attempt would come to again. */
const QUIET: readonly string[] = [...MISSING, 'conflict', 'usage', 'verification-failed'];
