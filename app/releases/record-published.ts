import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import type { FolderReader } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { ledgerRecords } from '../decisions/ledger-records.ts';
import { type CommitFinder, commitOf } from '../github/commit-of.ts';
import { beginRecord, type RecordStarter } from '../recording/start-record.ts';
import { isRecordOf, releaseOrder } from './release-order.ts';
import { recordsByItself } from './records-by-itself.ts';

export type ReleaseRecorder = RecordStarter & RepositoryFinder & FolderReader & CommitFinder;

/** A release that was published. */
export interface PublishedRelease {
  readonly repository: RepositoryName;
  readonly tag: string;
  /** RFC 3339. */
  readonly publishedAt: string;
  /** Who is said to have made it: a person, or `undefined`. */
  readonly author?: string;
  /** The record Action of the configuration. */
  readonly action: string;
}

/**
 * Has the repository's own workflow record a release, once: unless the ledger has it, or a workflow of the repository records it by
 * itself. Returns what was done or why nothing, in a sentence for the log; a repository that records nothing is no failure.
 */
export async function recordPublished(
  client: ReleaseRecorder,
  { repository: name, tag, publishedAt, author, action }: PublishedRelease,
  clock: Clock,
  pause?: (ms: number) => Promise<unknown>,
): Promise<string> {
  const repository = await findRepository(client, name);
  if (repository === undefined) return 'The app cannot see the repository.';
  try {
    const commit = await commitOf(client, name, `tags/${tag}`);
    const records = await ledgerRecords(client, name, clock);
    const known = records.find((record) => isRecordOf(record, tag, commit));
    if (known !== undefined) return `The ledger has it as entry ${known.index}.`;
    const own = await recordsByItself(client, name, { tag, commit, action });
    if (own !== undefined) return `${own} records it by itself.`;
    const order = releaseOrder({ repository: name.repo, tag, commit, ...(author && { author }) });
    const begun = await beginRecord(client, repository, order, publishedAt, clock, pause);
    return 'run' in begun ? `Being recorded: ${begun.run}` : `The ledger has it as entry ${begun.entry}.`;
  } catch (error) {
    if (error instanceof VaultMeshError && QUIET.includes(error.code)) return error.message;
    throw error;
  }
}

/** No such workflow or an old one, no such tag any more, a ledger that cannot be read: another attempt would come to the same. */
const QUIET: readonly string[] = ['not-found', 'conflict', 'policy', 'usage', 'verification-failed'];
