import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { allCommands } from '../commands/all-commands.ts';
import { recordRelease } from '../commands/record.ts';
import { type CommitFinder, commitOf } from '../github/commit-of.ts';
import { type GrantReader, mayGive } from '../policy/may-give.ts';
import { beginRun, type RecordStarter } from '../recording/start-record.ts';
import { backfillOperation } from './record-check.ts';
import { releaseOrder } from './release-order.ts';

export type RecordPresser = RecordStarter & RepositoryFinder & CommitFinder & GrantReader;

/** A button beside the check of a release was pressed. */
export interface PressedButton {
  readonly repository: RepositoryName;
  readonly tag: string;
  /** That of the check. */
  readonly commit: string;
  readonly login: string;
  /** Whether it asks for what is owed, or else for the record itself. */
  readonly isBackfill: boolean;
  /** The page of the run that the check tells of, and when it was told (RFC 3339). */
  readonly run: string;
  readonly since: string;
  /** The name of the platform repository. */
  readonly platform: string;
}

/**
 * Starts the record workflow for a release, once for what the check tells: a run that began since stands. Who may do that is who may
 * give `/record release`. Returns what is done now, in a sentence.
 *
 * Throws `not-permitted`, `conflict` where the tag has moved, and what `beginRun` throws.
 */
export async function pressRecordButton(
  client: RecordPresser,
  { repository: name, tag, commit, login, isBackfill, run, since, platform }: PressedButton,
): Promise<string> {
  const commands = allCommands();
  await mayGive(client, { command: recordRelease, repository: name, platform, login, commands });
  const repository = await findRepository(client, name);
  if (repository === undefined)
    throw new VaultMeshError('not-found', `The app cannot see ${fullName(name)}.`);
  if ((await commitOf(client, name, `tags/${tag}`)) !== commit)
    throw new VaultMeshError('conflict', `The tag ${tag} has moved since; its check is on another commit.`);
  const order = releaseOrder({ repository: name.repo, tag, commit });
  const inputs = isBackfill ? { ...order, kind: 'backfill', operation: backfillOperation(tag) } : order;
  const begun = await beginRun(client, repository, inputs, { since, except: run });
  return isBackfill
    ? `${login} asked for what is owed: ${begun}`
    : `${login} has it recorded once more: ${begun}`;
}
