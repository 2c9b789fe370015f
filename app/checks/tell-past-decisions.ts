import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { hasStatus } from '../../core/github/status.ts';
import type { LedgerSource } from '../../core/remembrancer/ledger/fsck/index.ts';
import { listChangedFiles, type PullRequestFileLister } from '../github/list-changed-files.ts';
import { type QuietCommenter, quietComment } from '../github/quiet-comment.ts';
import { pastDecisions } from './past-decisions.ts';

export type DecisionTeller = PullRequestFileLister & QuietCommenter;

/**
 * Keeps one comment on a pull request about the decisions in force that affect the files that it changes; none where there are
 * none. It is a courtesy: a ledger that cannot be read (the check tells that) and a locked conversation are left alone.
 */
export async function tellPastDecisions(
  client: DecisionTeller,
  appId: number,
  pull: { readonly repository: RepositoryName; readonly number: number },
  ledger: LedgerSource,
  log: Pick<Context['log'], 'warn'>,
): Promise<void> {
  const { repository, number } = pull;
  const files = await listChangedFiles(client, repository, number);
  const paths = files.flatMap(({ filename, previous_filename: before }) =>
    before === undefined ? [filename] : [filename, before],
  );
  try {
    const text = await pastDecisions(ledger, paths);
    await quietComment(client, appId, { repository, issue: number }, 'past-decisions', text);
  } catch (error) {
    const isForGood = error instanceof VaultMeshError ? error.code !== 'network' : hasStatus(error, 403, 404);
    if (!isForGood) throw error;
    log.warn({ err: error, repository: fullName(repository), number }, 'No past decisions are told');
  }
}
