import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { dispatchWorkflow, type WorkflowDispatcher } from '../../core/github/dispatch-workflow.ts';
import { type FileReader, readFile } from '../../core/github/read-file.ts';
import { fullName } from '../../core/github/repository-name.ts';
import {
  type ChangedFile,
  listChangedFiles,
  type PullRequestFileLister,
} from '../github/list-changed-files.ts';
import { findWorkflowRun, type WorkflowRunFinder } from '../github/find-workflow-run.ts';
import { isWritingRole, roleOf } from '../github/role-of.ts';
import { type ClosedPullRequest, commitOf } from './closed-pull-request.ts';
import { decisionRecord } from './decision-record.ts';
import { isDecisionPath, parseDecision, slugOfPath } from './parse-decision.ts';
import { type PeopleReader, peopleOf } from './people-of.ts';
import { recordInputs } from './record-inputs.ts';

export type DecisionRecorder = FileReader &
  PullRequestFileLister &
  WorkflowDispatcher &
  WorkflowRunFinder &
  PeopleReader;

type Log = Pick<Context['log'], 'info' | 'warn'>;

const RECORD_WORKFLOW = 'vaultmesh-record.yml';

/** Nobody turns down more at once, but somebody may propose 3,000 to have them in the ledger for ever. */
const MOST_TURNED_DOWN = 20;

/** GitHub lists no more files of a pull request. */
const MOST_LISTED = 3_000;

/** Changes of a merged file that leave a decision in it. */
const MERGED: readonly string[] = ['added', 'copied', 'modified', 'renamed'];

/**
 * Has the repository's own workflow record what became of the decisions in a pull request: those that a merge brought or
 * changed, and those that were proposed and turned down. A run that began since then stands; the
 * ledger takes each once, however often the workflow is started.
 */
export async function recordDecisions(
  client: DecisionRecorder,
  closed: ClosedPullRequest,
  log: Log,
): Promise<void> {
  const files = await decisionFiles(client, closed, log);
  if (files.length === 0 || !(await mayBeRecorded(client, closed))) return;
  if (closed.mergeCommit === undefined && files.length > MOST_TURNED_DOWN) {
    log.warn(
      { repository: fullName(closed.repository), number: closed.number },
      `Decisions not recorded: more than ${MOST_TURNED_DOWN} were turned down at once`,
    );
    return;
  }
  const { repository, defaultBranch } = closed;
  const people = await peopleOf(client, closed);
  for (const file of files) {
    const decision = parseDecision(file.filename, await textOf(client, closed, file.filename, log));
    if (decision === undefined) continue;
    const inputs = recordInputs(decisionRecord(file, decision, closed, people));
    const title = `Record ${inputs['operation']}`;
    // An attempt before this one, or the same delivery.
    if (await findWorkflowRun(client, repository, RECORD_WORKFLOW, title, closed.closedAt)) continue;
    if (await dispatchWorkflow(client, repository, RECORD_WORKFLOW, defaultBranch, inputs)) {
      log.info({ operation: inputs['operation'] }, 'Decision handed to the record workflow');
    } else {
      log.warn(
        { repository: fullName(repository), path: file.filename },
        `Decision not recorded: there is no ${RECORD_WORKFLOW}`,
      );
    }
  }
}

/** The files with decisions to record. Of a change that was not merged nothing became: only what was proposed newly counts. */
async function decisionFiles(
  client: PullRequestFileLister,
  { repository, number, mergeCommit }: ClosedPullRequest,
  log: Log,
): Promise<ChangedFile[]> {
  const kept = mergeCommit === undefined ? ['added'] : MERGED;
  const changed = await listChangedFiles(client, repository, number);
  if (changed.length >= MOST_LISTED) {
    log.warn(
      { repository: fullName(repository), number },
      'GitHub lists no more files: decisions may be missed',
    );
  }
  const decisions = changed.filter(
    ({ filename, status }) => isDecisionPath(filename) && kept.includes(status),
  );
  return decisions.filter(({ filename: path }) => {
    if (slugOfPath(path) !== undefined) return true;
    log.warn(
      { repository: fullName(repository), path },
      'Decision not recorded: rename the file, with ASCII letters, digits, dots, hyphens and underscores only',
    );
    return false;
  });
}

/** A merge is done by somebody who may write. A stranger must not fill the ledger by closing what they opened themselves. */
async function mayBeRecorded(
  client: DecisionRecorder,
  { mergeCommit, repository, closer }: ClosedPullRequest,
): Promise<boolean> {
  return mergeCommit !== undefined || isWritingRole(await roleOf(client, repository, closer.login));
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
