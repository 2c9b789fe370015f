import { formatTime } from '../../core/common/clock.ts';
import type { Hub } from './hub.ts';
import { renderWorkflow, renderWorkflowRun } from './render/workflow-run.ts';
import { repositoryPage } from './render/repository-urls.ts';
import type { Repository } from './state/repository.ts';
import type { Workflow, WorkflowRun, WorkflowRunReports } from './state/workflow-run.ts';

/** Keeps what the runner reports and raises `workflow_run` as GitHub does: requested, in_progress, completed. */
export function workflowRunReports(hub: Hub): WorkflowRunReports {
  const raise = async (repository: Repository, run: WorkflowRun, action: string): Promise<void> => {
    const payload = {
      action,
      workflow_run: await renderWorkflowRun(hub, repository, run),
      workflow: renderWorkflow(hub, repository, run.workflow),
    };
    const actor = { kind: 'user' as const, account: run.actor };
    hub.events.raise({ name: 'workflow_run', payload, actor, repository });
  };

  return {
    async start(started) {
      const repository = hub.state.repository(started.owner, started.repo);
      const actor = hub.state.account(started.actor);
      if (repository === undefined || actor === undefined) {
        throw new Error(
          `The sandbox has no ${started.owner}/${started.repo}, or no account ${started.actor}.`,
        );
      }
      const workflow = workflowAt(hub, repository, started.path, started.name);
      const now = formatTime(hub.clock());
      const run: WorkflowRun = {
        id: hub.state.nextId(),
        workflow,
        runNumber: repository.workflowRuns.filter((one) => one.workflow === workflow).length + 1,
        event: started.event,
        headBranch: started.headBranch,
        headSha: started.headSha,
        title: started.title ?? started.name,
        actor,
        status: 'queued',
        conclusion: null,
        createdAt: now,
        updatedAt: now,
        jobs: [],
      };
      repository.workflowRuns.push(run);
      await raise(repository, run, 'requested');
      const url = `${repositoryPage(hub, repository)}/actions/runs/${run.id}`;
      return { id: run.id, runNumber: run.runNumber, url };
    },

    async update(id, report) {
      const [repository, run] = findRun(hub, id);
      const changed = run.status !== report.status;
      run.status = report.status;
      run.conclusion = report.conclusion ?? null;
      run.updatedAt = formatTime(hub.clock());
      const known = run.jobs;
      run.jobs = (report.jobs ?? known).map((job) => ({
        ...job,
        id: known.find((one) => one.name === job.name)?.id ?? hub.state.nextId(),
      }));
      if (changed && report.status === 'in_progress') await raise(repository, run, 'in_progress');
      if (changed && report.status === 'completed') await raise(repository, run, 'completed');
    },
  };
}

/** The workflow of a file, registered at its first run. */
export function workflowAt(hub: Hub, repository: Repository, path: string, name: string): Workflow {
  const known = repository.workflows.find((workflow) => workflow.path === path);
  if (known !== undefined) {
    known.name = name;
    return known;
  }
  const workflow = { id: hub.state.nextId(), path, name, createdAt: formatTime(hub.clock()) };
  repository.workflows.push(workflow);
  return workflow;
}

function findRun(hub: Hub, id: number): [Repository, WorkflowRun] {
  for (const repository of hub.state.repositories.values()) {
    const run = repository.workflowRuns.find((one) => one.id === id);
    if (run !== undefined) return [repository, run];
  }
  throw new Error(`The sandbox has no workflow run ${id}.`);
}
