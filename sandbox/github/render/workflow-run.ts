import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';
import type { Workflow, WorkflowRun } from '../state/workflow-run.ts';
import { nodeId } from './node-id.ts';
import { renderPullsAt } from './check-run.ts';
import { renderRepositoryLite } from './repository.ts';
import { repositoryPage, repositoryUrl } from './repository-urls.ts';
import { simpleCommit } from './simple-commit.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

export function renderWorkflow(hub: Hub, repository: Repository, workflow: Workflow) {
  const page = repositoryPage(hub, repository);
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: 'active' as const,
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(hub, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

export async function renderWorkflowRun(hub: Hub, repository: Repository, run: WorkflowRun) {
  const api = repositoryUrl(hub, repository);
  const url = `${api}/actions/runs/${run.id}`;
  const lite = renderRepositoryLite(hub, repository);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.runNumber,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    url,
    html_url: `${repositoryPage(hub, repository)}/actions/runs/${run.id}`,
    pull_requests: renderPullsAt(hub, repository, run.headSha),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: renderUser(hub, run.actor),
    run_attempt: 1,
    referenced_workflows: [],
    run_started_at: run.createdAt,
    triggering_actor: renderUser(hub, run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${api}/actions/workflows/${run.workflow.id}`,
    head_commit: await simpleCommit(repository, run.headSha),
    repository: lite,
    head_repository: lite,
  };
}

export function renderJobs(hub: Hub, repository: Repository, run: WorkflowRun): Schema<'job'>[] {
  const api = repositoryUrl(hub, repository);
  const page = repositoryPage(hub, repository);
  return run.jobs.map((job) => ({
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: 1,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    head_branch: run.headBranch,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${page}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step, index) => ({ ...step, number: index + 1 })),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'sandbox',
    runner_group_id: 1,
    runner_group_name: 'Default',
    workflow_name: run.workflow.name,
  }));
}
