import type { Clock } from '../../core/common/clock.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { decisionOfOperation } from '../../core/remembrancer/decisions/index.ts';
import { entryOfOperation } from '../../core/remembrancer/ledger/index.ts';
import { type ClosedPullFinder, closedPullOfCommit } from '../github/closed-pull-of-commit.ts';
import { listChangedFiles, type PullRequestFileLister } from '../github/list-changed-files.ts';
import { newestRuns, type RunLister } from '../github/newest-runs.ts';
import { quietComment, type QuietCommenter } from '../github/quiet-comment.ts';
import { type EndedRun, operationOf } from '../recording/ended-run.ts';
import { RECORD_WORKFLOW } from '../recording/start-record.ts';
import { onLedger, recordedSoFar, type RecordReader } from './ledger-records.ts';
import { slugOfPath } from './parse-decision.ts';

export type FailedRecordTeller = ClosedPullFinder &
  PullRequestFileLister &
  QuietCommenter &
  RecordReader &
  RunLister;

/** A run for a decision that has come to an end, and did not succeed. */
interface FailedRun {
  readonly operation: string;
  readonly path: string;
  readonly isTurnedDown: boolean;
  readonly conclusion: string;
  readonly url: string;
}

/**
 * Keeps one quiet comment on the pull request of a decision that says which of its decisions have no record since their last run failed;
 * it goes when they have one. Nothing where a run was about something else. By the runs and the ledger as they are now: a run that
 * failed after its entry was written owes nothing here.
 */
export async function tellFailedRecords(
  client: FailedRecordTeller,
  ended: EndedRun,
  appId: number,
  clock: Clock,
): Promise<void> {
  const { repository, branch } = ended;
  const decision = decisionOfOperation(ended.operation);
  if (decision === undefined) return;
  const issue = await closedPullOfCommit(client, repository, { branch, ...decision });
  if (issue === undefined) return;
  const changed = await listChangedFiles(client, repository, issue);
  const failed = await failedRuns(client, ended, new Set(changed.map(({ filename }) => filename)));
  const lacking = failed.length === 0 ? [] : await withoutRecord(client, repository, failed, clock);
  const text = lacking.length === 0 ? undefined : tellFailed(lacking);
  await quietComment(client, appId, { repository, issue }, 'failed-records', text);
}

/** Of each of `paths` the newest run, if it failed. */
async function failedRuns(
  client: RunLister,
  { repository, branch, operation, conclusion, url }: EndedRun,
  paths: ReadonlySet<string>,
): Promise<FailedRun[]> {
  const runs = await newestRuns(client, repository, { workflow: RECORD_WORKFLOW, branch });
  const newest = new Map<string, FailedRun>();
  const ended = { display_title: `Record ${operation}`, conclusion, html_url: url };
  // The list may be a moment behind what was delivered.
  const isListed = runs.some((run) => run.html_url === url);
  for (const run of isListed ? runs : [ended, ...runs]) {
    const id = operationOf(run.display_title) ?? '';
    const { path = '', isTurnedDown = false } = decisionOfOperation(id) ?? {};
    if (newest.has(path) || !paths.has(path) || slugOfPath(path) === undefined) continue;
    // One that is under way may write it yet.
    const word = run.html_url === url ? conclusion : (run.conclusion ?? 'success');
    newest.set(path, { operation: id, path, isTurnedDown, conclusion: word, url: run.html_url });
  }
  return [...newest.values()].filter((run) => run.conclusion !== 'success');
}

/** Those that the ledger has no record of; all of them where that cannot be known. */
async function withoutRecord(
  client: RecordReader,
  repository: RepositoryName,
  failed: readonly FailedRun[],
  clock: Clock,
): Promise<readonly FailedRun[]> {
  const lacking = await recordedSoFar(() =>
    onLedger(client, repository, clock, async ({ store, head }) => {
      const none: FailedRun[] = [];
      for (const run of failed) {
        if ((await entryOfOperation(store, head, run.operation)) === undefined) none.push(run);
      }
      return none;
    }),
  );
  return lacking ?? failed;
}

const tellFailed = (failed: readonly FailedRun[]): string =>
  [
    '**Not on the ledger yet**, since the run that was to record it failed:',
    '',
    ...failed.map(
      ({ path, conclusion, url }) => `- \`${path}\`: [its run](${url}) ended with "${conclusion}"`,
    ),
    '',
    `The log of the run says why. Once that is removed, ${remedyFor(failed)}run its failed jobs again there.`,
  ].join('\n');

/** A file that was merged is recorded by a command too; of several the first stands for all. */
function remedyFor(failed: readonly FailedRun[]): string {
  const merged = failed.find(({ isTurnedDown }) => !isTurnedDown);
  return merged === undefined ? '' : `comment \`/record decision ${merged.path}\` here, or `;
}
