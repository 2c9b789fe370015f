import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTime } from '../../../core/common/clock.ts';
import { asVaultMeshError } from '../../../core/common/error.ts';
import type { Conclusion, JobReport } from '../host.ts';
import type { JobResult, JobSignals, RunInfo, RunnerSettings } from '../job/job-state.ts';
import { waitingScope } from '../job/prepare-job.ts';
import { runJob } from '../job/run-job.ts';
import { evaluateCondition, evaluateText } from '../template/expression.ts';
import type { JobFile } from '../workflow/workflow-file.ts';
import type { ConcurrencyGroups } from './concurrency-groups.ts';
import { readConcurrency } from './read-concurrency.ts';
import type { JobRecord, MutableJob, MutableRun } from './records.ts';
import type { Slots } from './slots.ts';

export interface RunContext {
  readonly settings: RunnerSettings;
  readonly groups: ConcurrencyGroups;
  readonly slots: Slots;
  readonly stop: AbortSignal;
}

/** Runs the jobs of a workflow as their `needs` allow, and keeps `record` and the host informed. */
export async function runWorkflow(
  context: RunContext,
  info: Omit<RunInfo, 'artifacts'>,
  record: MutableRun,
): Promise<void> {
  const artifacts = join(context.settings.directory, `vaultmesh-artifacts-${randomUUID()}`);
  try {
    await new WorkflowRun(context, { ...info, artifacts }, record).run();
  } finally {
    await rm(artifacts, { recursive: true, force: true });
  }
}

class WorkflowRun {
  readonly #context: RunContext;
  readonly #info: RunInfo;
  readonly #record: MutableRun;
  readonly #cancel = new AbortController();
  readonly #results = new Map<string, Promise<JobResult>>();

  constructor(context: RunContext, info: RunInfo, record: MutableRun) {
    this.#context = context;
    this.#info = info;
    this.#record = record;
  }

  async run(): Promise<void> {
    const { workflow, path } = this.#info;
    let release: () => void;
    try {
      release = await this.#acquire(path, workflow.concurrency, {}, () => {
        this.#cancel.abort();
      });
    } catch (error) {
      const { code, message } = asVaultMeshError(error);
      this.#record.message = message;
      await this.#complete(code === 'conflict' ? 'cancelled' : 'failure');
      return;
    }
    try {
      await mkdir(this.#info.artifacts);
      this.#record.status = 'in_progress';
      this.#record.jobs = workflow.jobs.map((file) => this.#newJob(file));
      await this.#report();
      const results = await Promise.all(workflow.jobs.map((file) => this.#result(file.id)));
      const failed = results.some((result) => result.result === 'failure');
      const cancelled = this.#cancel.signal.aborted || results.some((job) => job.result === 'cancelled');
      const skipped = results.every((job) => job.result === 'skipped');
      await this.#complete(failed ? 'failure' : cancelled ? 'cancelled' : skipped ? 'skipped' : 'success');
    } finally {
      release();
    }
  }

  /** The result of a job, which is started when it is first asked for. */
  #result(id: string): Promise<JobResult> {
    const known = this.#results.get(id);
    if (known !== undefined) return known;
    const file = this.#info.workflow.jobs.find((job) => job.id === id);
    const record = this.#record.jobs.find((job) => job.id === id);
    if (file === undefined || record === undefined) throw new Error(`There is no job "${id}".`);
    const result = this.#job(file, record);
    this.#results.set(id, result);
    return result;
  }

  async #job(file: JobFile, record: MutableJob): Promise<JobResult> {
    const needs: Record<string, JobResult> = {};
    for (const id of file.needs) needs[id] = await this.#result(id);
    try {
      const scope = this.#scope(needs, await this.#ancestors(file));
      record.name = evaluateText(file.name, scope);
      if (!evaluateCondition(file.condition, scope)) return await this.#end(record, 'skipped', {});
      return await this.#run(file, record, needs);
    } catch (error) {
      const { code, message } = asVaultMeshError(error);
      record.log += `##[error]${message}\n`;
      return this.#end(record, code === 'conflict' ? 'cancelled' : 'failure', {});
    }
  }

  async #run(file: JobFile, record: MutableJob, needs: Record<string, JobResult>): Promise<JobResult> {
    const cancel = new AbortController();
    const signals: JobSignals = {
      cancel: AbortSignal.any([this.#cancel.signal, cancel.signal]),
      stop: this.#context.stop,
    };
    const release = await this.#acquire(file.where, file.concurrency, needs, () => {
      cancel.abort();
    });
    try {
      const { settings, slots } = this.#context;
      const finished = await slots.use(async () => {
        record.status = 'in_progress';
        record.startedAt = formatTime(settings.clock());
        await this.#report();
        return runJob({ settings, run: this.#info, file, needs, signals });
      });
      const { conclusion, ...details } = finished;
      Object.assign(record, details);
      const scope = this.#scope(needs, []);
      const forgiven = conclusion === 'failure' && evaluateCondition(file.continueOnError, scope);
      return await this.#end(record, forgiven ? 'success' : conclusion, details.outputs);
    } finally {
      release();
    }
  }

  /** Every job that `file` needs, directly or through others. */
  async #ancestors(file: JobFile): Promise<JobResult[]> {
    const all = new Set<string>();
    const collect = (ids: readonly string[]): void => {
      for (const id of ids) {
        if (all.has(id)) continue;
        all.add(id);
        collect(this.#info.workflow.jobs.find((job) => job.id === id)?.needs ?? []);
      }
    };
    collect(file.needs);
    return Promise.all([...all].map((id) => this.#result(id)));
  }

  #scope(needs: Record<string, JobResult>, ancestors: readonly JobResult[]) {
    const cancelled = this.#cancel.signal.aborted || this.#context.stop.aborted;
    const { contexts } = waitingScope({ settings: this.#context.settings, run: this.#info, needs });
    return {
      contexts,
      status: {
        cancelled,
        success: !cancelled && ancestors.every((job) => job.result === 'success'),
        failure: !cancelled && ancestors.some((job) => job.result === 'failure'),
      },
    };
  }

  async #acquire(
    where: string,
    concurrency: JobFile['concurrency'],
    needs: Record<string, JobResult>,
    cancel: () => void,
  ): Promise<() => void> {
    if (concurrency === undefined) return () => undefined;
    const { owner, repo } = this.#info.event;
    const request = readConcurrency(where, concurrency, this.#scope(needs, []), `${owner}/${repo}`);
    return this.#context.groups.acquire({ ...request, cancel });
  }

  #newJob(file: JobFile): MutableJob {
    return {
      id: file.id,
      name: file.id,
      status: 'queued',
      conclusion: null,
      startedAt: formatTime(this.#context.settings.clock()),
      completedAt: null,
      steps: [],
      outputs: {},
      annotations: [],
      summary: '',
      log: '',
    };
  }

  async #end(record: MutableJob, result: Conclusion, outputs: JobResult['outputs']): Promise<JobResult> {
    record.status = 'completed';
    record.conclusion = result;
    record.completedAt = formatTime(this.#context.settings.clock());
    await this.#report();
    return { result, outputs };
  }

  async #complete(conclusion: Conclusion): Promise<void> {
    this.#record.status = 'completed';
    this.#record.conclusion = conclusion;
    await this.#report();
  }

  async #report(): Promise<void> {
    const { id, status, conclusion, jobs } = this.#record;
    await this.#context.settings.host.workflowRuns.update(id, {
      status,
      ...(conclusion === null ? {} : { conclusion }),
      jobs: jobs.map(jobReport),
    });
  }
}

function jobReport(job: JobRecord): JobReport {
  const { name, status, conclusion, startedAt, completedAt, steps, log } = job;
  return { name, status, conclusion, startedAt, completedAt, steps, log };
}
