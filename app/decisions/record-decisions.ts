import type { Context } from 'probot';
import { dispatchWorkflow, type WorkflowDispatcher } from '../../core/github/dispatch-workflow.ts';
import { listAddedFiles, type PullRequestFileLister } from '../github/list-added-files.ts';
import { type FileReader, readFile } from '../../core/github/read-file.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { type Decision, hasPlainName, isDecisionPath, parseDecision } from './parse-decision.ts';

export type DecisionRecorder = FileReader & PullRequestFileLister & WorkflowDispatcher;

export interface MergedPullRequest {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly mergeCommit: string;
  readonly defaultBranch: string;
}

const RECORD_WORKFLOW = 'vaultmesh-record.yml';

/** The longest text of the context that goes to the ledger, in characters. */
const LONGEST = 1_000;

/**
 * Has the repository's own workflow record every decision that a merged pull request brought. The operation id
 * names the file and the merge commit, so that the ledger takes it once however often the workflow is started.
 */
export async function recordDecisions(
  client: DecisionRecorder,
  merged: MergedPullRequest,
  log: Pick<Context['log'], 'info' | 'warn'>,
): Promise<void> {
  const { repository, number, mergeCommit, defaultBranch } = merged;
  const added = await listAddedFiles(client, repository, number);
  for (const path of added.filter(isDecisionPath)) {
    if (!hasPlainName(path)) {
      log.warn(
        { repository: fullName(repository), path },
        'Decision not recorded: rename the file, with ASCII letters, digits, dots, hyphens and underscores only',
      );
      continue;
    }
    const decision = parseDecision(path, (await readFile(client, repository, path, mergeCommit)) ?? '');
    if (!decision) continue;
    const inputs = recordInputs(path, decision, mergeCommit);
    if (await dispatchWorkflow(client, repository, RECORD_WORKFLOW, defaultBranch, inputs)) {
      log.info({ operation: inputs['operation'] }, 'Decision handed to the record workflow');
    } else {
      log.warn(
        { repository: fullName(repository), path },
        `Decision not recorded: there is no ${RECORD_WORKFLOW}`,
      );
    }
  }
}

function recordInputs(path: string, decision: Decision, mergeCommit: string): Record<string, string> {
  const { title, why, how } = decision;
  const context = { what: title, why, how };
  return {
    kind: 'decision',
    operation: `decision:${path}@${mergeCommit}`,
    component: decision.slug,
    version: mergeCommit.slice(0, 12),
    commit: mergeCommit,
    files: path,
    context: JSON.stringify(context, (_, value: unknown) =>
      typeof value === 'string' ? value.slice(0, LONGEST).toWellFormed() : value,
    ),
  };
}
