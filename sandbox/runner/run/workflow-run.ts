import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asVaultMeshError } from '../../../core/common/error.ts';
import type { JobReport } from '../host.ts';
import type { RunInfo } from '../job/job-state.ts';
import { waitingScope } from '../job/prepare-job.ts';
import type { WorkflowCall } from '../job/workflow-call.ts';
import { JobGraph } from './job-graph.ts';
import { readConcurrency } from './read-concurrency.ts';
import type { JobRecord, MutableRun } from './records.ts';
import type { RunContext } from './run-context.ts';

/** Runs the jobs of a workflow as their `needs` allow, and keeps `record` and the host informed. */
export async function runWorkflow(
  context: RunContext,
  info: Omit<RunInfo, 'artifacts'>,
  call: WorkflowCall,
  record: MutableRun,
): Promise<void> {
  const artifacts = join(context.settings.directory, `vaultmesh-artifacts-${randomUUID()}`);
  const run: RunInfo = { ...info, artifacts };
  const cancel = new AbortController();
  const report = () => reportRun(context, record);
  try {
    const release = await takeTurn(context, run, call, cancel);
    try {
      await mkdir(artifacts);
      record.status = 'in_progress';
      const signals = { cancel: cancel.signal, stop: context.stop };
      const graph = new JobGraph({
        context,
        run,
        call,
        signals,
        jobs: record.jobs,
        id: '',
        name: '',
        report,
      });
      record.conclusion = (await graph.run()).result;
    } finally {
      release();
    }
  } catch (error) {
    const { code, message } = asVaultMeshError(error);
    record.message = message;
    record.conclusion = code === 'conflict' ? 'cancelled' : 'failure';
  } finally {
    await rm(artifacts, { recursive: true, force: true });
  }
  record.status = 'completed';
  await report();
}

async function takeTurn(
  { settings, groups }: RunContext,
  run: RunInfo,
  call: WorkflowCall,
  cancel: AbortController,
): Promise<() => void> {
  const { concurrency } = run.workflow;
  if (concurrency === undefined) return () => undefined;
  const { owner, repo } = run.event;
  const scope = waitingScope({ settings, run, call, needs: {} });
  const request = readConcurrency(run.path, concurrency, scope, `${owner}/${repo}`);
  return groups.acquire({
    ...request,
    cancel: () => {
      cancel.abort();
    },
  });
}

async function reportRun({ settings }: RunContext, record: MutableRun): Promise<void> {
  const { id, status, conclusion, jobs } = record;
  await settings.host.workflowRuns.update(id, {
    status,
    ...(conclusion === null || status !== 'completed' ? {} : { conclusion }),
    jobs: jobs.map(jobReport),
  });
}

function jobReport(job: JobRecord): JobReport {
  const { name, status, conclusion, startedAt, completedAt, steps, log } = job;
  return { name, status, conclusion, startedAt, completedAt, steps, log };
}
