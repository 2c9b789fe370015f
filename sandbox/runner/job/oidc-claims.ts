import type { TokenClaims } from '../../services/index.ts';
import { object } from '../trigger/trigger-event.ts';
import { workflowRef, type WorkflowSource } from '../workflow/loaded-workflow.ts';
import type { RunInfo } from './job-state.ts';

/**
 * The claims of a job's identity token, as GitHub writes them; `source` is the workflow file that has the job, `github`
 * the job's context of that name.
 */
export function oidcClaims(
  run: RunInfo,
  source: WorkflowSource,
  github: Readonly<Record<string, unknown>>,
  environment: string | undefined,
): TokenClaims {
  const claim = (name: string): string => String(github[name]);
  const repository = claim('repository');
  const isPrivate = object(run.event.payload['repository'])['private'] === true;
  return {
    sub: `repo:${repository}:${subjectContext(run, environment)}`,
    actor: claim('actor'),
    actor_id: claim('actor_id'),
    base_ref: claim('base_ref'),
    event_name: claim('event_name'),
    head_ref: claim('head_ref'),
    job_workflow_ref: workflowRef(source),
    job_workflow_sha: source.sha,
    ref: claim('ref'),
    ref_protected: claim('ref_protected'),
    ref_type: claim('ref_type'),
    repository,
    repository_id: claim('repository_id'),
    repository_owner: claim('repository_owner'),
    repository_owner_id: claim('repository_owner_id'),
    repository_visibility: isPrivate ? 'private' : 'public',
    run_attempt: claim('run_attempt'),
    run_id: claim('run_id'),
    run_number: claim('run_number'),
    runner_environment: 'self-hosted',
    sha: claim('sha'),
    workflow: claim('workflow'),
    workflow_ref: claim('workflow_ref'),
    workflow_sha: claim('workflow_sha'),
    ...(environment === undefined ? {} : { environment }),
  };
}

function subjectContext({ event }: RunInfo, environment: string | undefined): string {
  if (environment !== undefined) return `environment:${environment}`;
  return event.name === 'pull_request' ? 'pull_request' : `ref:${event.ref}`;
}
