import type { Context } from 'probot';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import type { LedgerSource } from '../../core/remembrancer/ledger/fsck/index.ts';
import { isTransient } from '../deliveries/is-transient.ts';
import { listChangedFiles, type PullRequestFileLister } from '../github/list-changed-files.ts';
import { type QuietCommenter, quietComment } from '../github/quiet-comment.ts';
import { pastDecisions } from './past-decisions.ts';

export type DecisionTeller = PullRequestFileLister & QuietCommenter;

/**
 * Keeps one comment on a pull request about the decisions in force that affect the files that it changes; none where there are
 * none. It is a courtesy, and keeps no check from its verdict: a ledger that cannot be read (the check tells that), a locked
 * conversation and all else that another attempt would not change are left alone.
 */
export async function tellPastDecisions(
  client: DecisionTeller,
  appId: number,
  pull: { readonly repository: RepositoryName; readonly number: number },
  ledger: LedgerSource,
  log: Pick<Context['log'], 'warn'>,
): Promise<void> {
  const { repository, number } = pull;
  try {
    const files = await listChangedFiles(client, repository, number);
    const paths = files.flatMap(({ filename, previous_filename: before }) =>
      before === undefined ? [filename] : [filename, before],
    );
    const text = await pastDecisions(ledger, paths);
    await quietComment(client, appId, { repository, issue: number }, 'past-decisions', text);
  } catch (error) {
    if (isTransient(error)) throw error;
    log.warn({ err: error, repository: fullName(repository), number }, 'No past decisions are told');
  }
}
