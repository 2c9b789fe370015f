import type { Context } from 'probot';
import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { dispatchWorkflow, type WorkflowDispatcher } from '../../core/github/dispatch-workflow.ts';
import { type ChangeFinder, newestChange } from '../../core/github/newest-change.ts';
import { type FileReader, readFile } from '../../core/github/read-file.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { decisionOperation } from '../../core/remembrancer/decisions/index.ts';
import { findWorkflowRun } from '../github/find-workflow-run.ts';
import type { PullRequestFileLister } from '../github/list-changed-files.ts';
import type { RunLister } from '../github/newest-runs.ts';
import type { QuietCommenter } from '../github/quiet-comment.ts';
import { mayWrite } from '../github/role-of.ts';
import { RECORD_WORKFLOW } from '../recording/start-record.ts';
import { type ClosedPullRequest, commitOf } from './closed-pull-request.ts';
import { decisionFiles } from './decision-files.ts';
import { type DecisionRecord, decisionRecord } from './decision-record.ts';
import { isRecorded } from './is-recorded.ts';
import { decisionRecords, recordedSoFar, type RecordReader } from './ledger-records.ts';
import { parseDecision } from './parse-decision.ts';
import { type PeopleReader, peopleOf } from './people-of.ts';
import { recordInputs } from './record-inputs.ts';
import { type RefusedRecord, tellRefusedRecords } from './tell-refused-records.ts';

export type DecisionRecorder = ChangeFinder &
  FileReader &
  PullRequestFileLister &
  RecordReader &
  WorkflowDispatcher &
  RunLister &
  PeopleReader &
  QuietCommenter;

type Log = Pick<Context['log'], 'info' | 'warn'>;

/**
 * Has the repository's own workflow record what became of the decisions in a pull request: those that a merge brought or
 * changed, and those that were proposed and turned down. What the ledger has stands, and so does a run that began since then; the
 * ledger takes each once, however often the workflow is started. What the workflow refuses is told on the pull request by the app
 * `appId`.
 */
export async function recordDecisions(
  client: DecisionRecorder,
  closed: ClosedPullRequest,
  { appId, clock }: { readonly appId: number; readonly clock: Clock },
  log: Log,
): Promise<void> {
  const { folder, files } = await decisionFiles(client, closed, log);
  if (files.length === 0 || !(await mayBeRecorded(client, closed))) return;
  const { repository, number, defaultBranch } = closed;
  const records =
    (await recordedSoFar(
      () => decisionRecords(client, repository, clock),
      (err) => log.warn({ err, repository: fullName(repository), number }, 'Decisions are recorded unseen'),
    )) ?? [];
  const people = await peopleOf(client, closed);
  const refused: RefusedRecord[] = [];
  for (const file of files) {
    const { filename: path } = file;
    const text = await textOf(client, closed, path, log);
    const decision = parseDecision(path, text);
    if (decision === undefined) continue;
    const commit = await decidingCommit(client, closed, path);
    const record = decisionRecord(file, decision, closed, { commit, folder, people });
    if (isRecorded(records, record, decisionOperation(path, commitOf(closed)), text)) continue;
    const { operation } = record;
    // An attempt before this one, or the same delivery.
    const title = `Record ${operation}`;
    const sought = { workflow: RECORD_WORKFLOW, branch: defaultBranch, title, since: closed.closedAt };
    if (await findWorkflowRun(client, repository, sought)) continue;
    const why = await startedFor(client, closed, record);
    if (why === undefined) log.info({ operation }, 'Decision handed to the record workflow');
    else log.warn({ repository: fullName(repository), path }, `Decision not recorded: ${why.reason}`);
    if (why?.isRefused === true) refused.push({ path, why: why.reason });
  }
  if (refused.length > 0) await tellRefusedRecords(client, appId, closed, refused);
}

/** Starts the workflow for a decision; or why it was not, which keeps no other from being recorded. */
async function startedFor(
  client: WorkflowDispatcher,
  { repository, defaultBranch }: ClosedPullRequest,
  record: DecisionRecord,
): Promise<{ readonly reason: string; readonly isRefused: boolean } | undefined> {
  try {
    const inputs = recordInputs(record);
    return (await dispatchWorkflow(client, repository, RECORD_WORKFLOW, defaultBranch, inputs))
      ? undefined
      : { reason: `there is no ${RECORD_WORKFLOW}`, isRefused: false };
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'policy') throw error;
    return { reason: error.message, isRefused: true };
  }
}

/** The commit that a decision is recorded of: of a merged one that which changed it last, as `/record decision` takes it. */
async function decidingCommit(
  client: ChangeFinder,
  { repository, mergeCommit, head }: ClosedPullRequest,
  path: string,
): Promise<string> {
  if (mergeCommit === undefined) return head;
  return (await newestChange(client, repository, path, mergeCommit)) ?? mergeCommit;
}

/** A merge is done by somebody who may write. A stranger must not fill the ledger by closing what they opened themselves. */
async function mayBeRecorded(
  client: DecisionRecorder,
  { mergeCommit, repository, closer }: ClosedPullRequest,
): Promise<boolean> {
  return mergeCommit !== undefined || (await mayWrite(client, repository, closer.login));
}

/** One file that cannot be read keeps no other from being recorded. */
async function textOf(
  client: DecisionRecorder,
  closed: ClosedPullRequest,
  path: string,
  log: Log,
): Promise<string> {
  try {
    return (await readFile(client, closed.repository, path, commitOf(closed))) ?? '';
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    log.warn({ repository: fullName(closed.repository), path }, `Decision not recorded: ${error.message}`);
    return '';
  }
}
