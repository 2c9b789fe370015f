import type { Context } from 'probot';
import { tellFailedRecords } from '../decisions/tell-failed-records.ts';
import { tellEndedRun } from '../onboarding/tell-ended-run.ts';
import { type EndedRun, operationOf } from '../recording/ended-run.ts';
import { RECORD_PATH } from '../recording/start-record.ts';
import { showEndedRecord } from '../releases/show-ended-record.ts';
import type { Services } from '../services.ts';

/** A run of a repository's record workflow has ended: who waits for its record is told. */
export async function onWorkflowRunCompleted(
  { payload, octokit, log }: Context<'workflow_run.completed'>,
  services: Services,
): Promise<void> {
  const { workflow, workflow_run: run, repository } = payload;
  const { clock, config, turns } = services;
  const operation = operationOf(run.display_title ?? '');
  const branch = repository.default_branch;
  if (workflow?.path !== RECORD_PATH || run.event !== 'workflow_dispatch' || operation === undefined) return;
  // On another branch it is whatever somebody has made of it there.
  if (run.head_branch !== branch) return;
  const ended: EndedRun = {
    repository: { owner: repository.owner.login, repo: repository.name },
    branch,
    operation,
    conclusion: run.conclusion ?? 'unknown',
    url: run.html_url,
  };
  await turns.take(`repository ${repository.full_name}`, async () => {
    log.info({ operation, conclusion: ended.conclusion }, 'A run of the record workflow has ended');
    await tellEndedRun(octokit, ended, config.appId, clock);
    await tellFailedRecords(octokit, ended, config.appId, clock);
    await showEndedRecord(octokit, ended, services);
  });
}
