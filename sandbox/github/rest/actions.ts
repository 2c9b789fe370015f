import { objectInfo } from '../git/object-info.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/paginate.ts';
import { noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import { readRef } from '../git/refs.ts';
import { repositoryPage } from '../render/repository-urls.ts';
import { renderJobs, renderWorkflow, renderWorkflowRun } from '../render/workflow-run.ts';
import type { Schema } from '../render/schema.ts';
import type { WorkflowRun } from '../state/workflow-run.ts';
import { workflowAt } from '../workflow-run-reports.ts';

const FOLDER = '.github/workflows/';

/** The path of the workflow that the request names by id or by file name. Throws 404 unless the default branch has it. */
async function workflowPath(call: Call): Promise<string> {
  const { repository } = call;
  const named = call.param('workflow_id');
  const path = repository.workflows.find((one) => String(one.id) === named)?.path ?? `${FOLDER}${named}`;
  const expression = `refs/heads/${repository.defaultBranch}:${path}`;
  if ((await objectInfo(repository.gitDirectory, expression))?.type !== 'blob') throw notFound();
  return path;
}

function runOf(call: Call): WorkflowRun {
  const id = call.id('run_id');
  const run = call.repository.workflowRuns.find((one) => one.id === id);
  if (run === undefined) throw notFound();
  return run;
}

async function list(call: Call, runs: readonly WorkflowRun[]) {
  const { hub, repository } = call;
  const [event, branch, status, sha] = ['event', 'branch', 'status', 'head_sha'].map((name) =>
    call.query(name),
  );
  const chosen = runs
    .filter((run) => event === undefined || run.event === event)
    .filter((run) => branch === undefined || run.headBranch === branch)
    .filter((run) => status === undefined || run.status === status || run.conclusion === status)
    .filter((run) => sha === undefined || run.headSha === sha)
    .reverse();
  const { items, headers } = paginate(call, chosen);
  const workflow_runs: Schema<'workflow-run'>[] = await Promise.all(
    items.map((run) => renderWorkflowRun(hub, repository, run)),
  );
  return ok({ total_count: chosen.length, workflow_runs }, headers);
}

/** The full ref of a dispatch: a branch or a tag. Throws 422. */
async function dispatchRef(call: Call, named: string): Promise<string> {
  const candidates = named.startsWith('refs/') ? [named] : [`refs/heads/${named}`, `refs/tags/${named}`];
  for (const candidate of candidates) {
    if ((await readRef(call.repository.gitDirectory, candidate)) !== undefined) return candidate;
  }
  throw new ApiError(422, `No ref found for: ${named}`);
}

/** Workflows, their dispatch, and the runs that the runner reported. */
export const actionRoutes = [
  route(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    repository('actions:write'),
    async (call) => {
      const { hub, actor, repository } = call;
      const fields = call.fields('WorkflowDispatch');
      const path = await workflowPath(call);
      const ref = await dispatchRef(call, fields.string('ref'));
      const commit = await resolveCommit(repository, ref);
      if ((await objectInfo(repository.gitDirectory, `${String(commit)}:${path}`))?.type !== 'blob') {
        throw new ApiError(422, `Workflow ${path} does not exist on ${ref}`);
      }
      const inputs = Object.fromEntries(fields.object('inputs')?.entries() ?? []);
      const payload = { inputs, ref, workflow: path };
      hub.events.raise({ name: 'workflow_dispatch', payload, actor, repository });
      return noContent();
    },
  ),

  route('GET /repos/{owner}/{repo}/actions/workflows', repository('actions:read'), (call) => {
    const { hub, repository } = call;
    const { items, headers } = paginate(call, repository.workflows);
    const workflows: Schema<'workflow'>[] = items.map((one) => renderWorkflow(hub, repository, one));
    return ok({ total_count: repository.workflows.length, workflows }, headers);
  }),

  route(
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}',
    repository('actions:read'),
    async (call) => {
      const path = await workflowPath(call);
      const known = call.repository.workflows.find((one) => one.path === path);
      const workflow = known ?? workflowAt(call.hub, call.repository, path, path);
      return ok(renderWorkflow(call.hub, call.repository, workflow) satisfies Schema<'workflow'>);
    },
  ),

  route(
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    repository('actions:read'),
    async (call) => {
      const path = await workflowPath(call);
      return list(
        call,
        call.repository.workflowRuns.filter((run) => run.workflow.path === path),
      );
    },
  ),

  route('GET /repos/{owner}/{repo}/actions/runs', repository('actions:read'), (call) =>
    list(call, call.repository.workflowRuns),
  ),

  route('GET /repos/{owner}/{repo}/actions/runs/{run_id}', repository('actions:read'), async (call) => {
    const body: Schema<'workflow-run'> = await renderWorkflowRun(call.hub, call.repository, runOf(call));
    return ok(body);
  }),

  route('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', repository('actions:read'), (call) => {
    const jobs = renderJobs(call.hub, call.repository, runOf(call));
    return ok({ total_count: jobs.length, jobs });
  }),

  route('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', repository('actions:read'), (call) => {
    const id = call.id('job_id');
    const job = call.repository.workflowRuns.flatMap((run) => run.jobs).find((one) => one.id === id);
    if (job === undefined) throw notFound();
    const location = `${repositoryPage(call.hub, call.repository)}/actions/jobs/${job.id}/logs`;
    return { status: 302, headers: { location } };
  }),
];
