import { formatTime } from '../../../core/common/clock.ts';
import { asVaultMeshError } from '../../../core/common/error.ts';
import type { Conclusion } from '../host.ts';
import type { JobResult, JobSignals, RunInfo } from '../job/job-state.ts';
import { waitingScope } from '../job/prepare-job.ts';
import { runJob } from '../job/run-job.ts';
import type { WorkflowCall } from '../job/workflow-call.ts';
import { evaluateCondition, evaluateText, type Scope } from '../template/expression.ts';
import type { CallFile } from '../workflow/call-file.ts';
import type { JobFile } from '../workflow/workflow-file.ts';
import { callOf, callOutputs } from './call-of.ts';
import { readConcurrency } from './read-concurrency.ts';
import type { MutableJob } from './records.ts';
import type { RunContext } from './run-context.ts';

export interface JobGraphOptions {
  readonly context: RunContext;
  readonly run: RunInfo;
  readonly call: WorkflowCall;
  readonly signals: JobSignals;
  /** The jobs of the run, to which those of the graph are added. */
  readonly jobs: MutableJob[];
  /** Before the ids of its jobs: `caller / `; empty in the workflow that was triggered. */
  readonly id: string;
  /** Before their names. */
  readonly name: string;
  /** Tells the host how the run stands. */
  readonly report: () => Promise<void>;
}

/** The jobs of one workflow file. A job that calls another workflow is a graph of its own. */
export class JobGraph {
  readonly #options: JobGraphOptions;
  readonly #records = new Map<string, MutableJob>();
  readonly #results = new Map<string, Promise<JobResult>>();

  constructor(options: JobGraphOptions) {
    this.#options = options;
  }

  /** Runs every job; the result is that of all together, with the outputs that the workflow gives to its caller. */
  async run(): Promise<JobResult> {
    const { call, signals, report } = this.#options;
    const { jobs } = call.loaded.file;
    for (const file of jobs) if (file.kind === 'steps') this.#record(file);
    await report();
    const results = Object.fromEntries(
      await Promise.all(jobs.map(async ({ id }) => [id, await this.#result(id)] as const)),
    );
    const result = conclusionOf(
      Object.values(results).map((job) => job.result),
      signals.cancel.aborted,
    );
    return { result, outputs: callOutputs(call, this.#scope({}, []), results) };
  }

  /** The result of a job, which is started when it is first asked for. */
  #result(id: string): Promise<JobResult> {
    const known = this.#results.get(id);
    if (known !== undefined) return known;
    const file = this.#options.call.loaded.file.jobs.find((job) => job.id === id);
    if (file === undefined) throw new Error(`There is no job "${id}".`);
    const result = this.#job(file);
    this.#results.set(id, result);
    return result;
  }

  async #job(file: JobFile | CallFile): Promise<JobResult> {
    const needs: Record<string, JobResult> = {};
    for (const id of file.needs) needs[id] = await this.#result(id);
    try {
      const scope = this.#scope(needs, await this.#ancestors(file));
      const name = this.#options.name + evaluateText(file.name, scope);
      if (file.kind === 'steps') this.#record(file).name = name;
      if (!evaluateCondition(file.condition, scope)) return await this.#end(file, 'skipped');
      return await this.#inTurn(file, needs, (signals) =>
        file.kind === 'call' ? this.#call(file, name, needs, signals) : this.#steps(file, needs, signals),
      );
    } catch (error) {
      const { code, message } = asVaultMeshError(error);
      this.#record(file).log += `##[error]${message}\n`;
      return this.#end(file, code === 'conflict' ? 'cancelled' : 'failure');
    }
  }

  /** Waits until the job's concurrency group is free. */
  async #inTurn(
    { where, concurrency }: JobFile | CallFile,
    needs: Record<string, JobResult>,
    work: (signals: JobSignals) => Promise<JobResult>,
  ): Promise<JobResult> {
    const { context, run, signals } = this.#options;
    if (concurrency === undefined) return work(signals);
    const { owner, repo } = run.event;
    const cancel = new AbortController();
    const request = readConcurrency(where, concurrency, this.#scope(needs, []), `${owner}/${repo}`);
    const release = await context.groups.acquire({
      ...request,
      cancel: () => {
        cancel.abort();
      },
    });
    try {
      return await work({ ...signals, cancel: AbortSignal.any([signals.cancel, cancel.signal]) });
    } finally {
      release();
    }
  }

  async #steps(file: JobFile, needs: Record<string, JobResult>, signals: JobSignals): Promise<JobResult> {
    const { context, run, call, report } = this.#options;
    const { settings, slots } = context;
    const record = this.#record(file);
    const { conclusion, ...details } = await slots.use(async () => {
      record.status = 'in_progress';
      record.startedAt = formatTime(settings.clock());
      await report();
      return runJob({ settings, run, call, file, needs, signals });
    });
    Object.assign(record, details);
    const forgiven =
      conclusion === 'failure' && evaluateCondition(file.continueOnError, this.#scope(needs, []));
    return this.#end(file, forgiven ? 'success' : conclusion, details.outputs);
  }

  async #call(
    file: CallFile,
    name: string,
    needs: Record<string, JobResult>,
    signals: JobSignals,
  ): Promise<JobResult> {
    const { context, run, call, id } = this.#options;
    const called = callOf({ settings: context.settings, run, call, file, scope: this.#scope(needs, []) });
    const prefixes = { id: `${id}${file.id} / `, name: `${name} / ` };
    return new JobGraph({ ...this.#options, call: called, signals, ...prefixes }).run();
  }

  /** Every job that `file` needs, directly or through others. */
  async #ancestors(file: JobFile | CallFile): Promise<JobResult[]> {
    const all = new Set<string>();
    const collect = (ids: readonly string[]): void => {
      for (const id of ids) {
        if (all.has(id)) continue;
        all.add(id);
        collect(this.#options.call.loaded.file.jobs.find((job) => job.id === id)?.needs ?? []);
      }
    };
    collect(file.needs);
    return Promise.all([...all].map((id) => this.#result(id)));
  }

  #scope(needs: Record<string, JobResult>, ancestors: readonly JobResult[]): Scope {
    const { context, run, call, signals } = this.#options;
    const cancelled = signals.cancel.aborted || signals.stop.aborted;
    const { contexts } = waitingScope({ settings: context.settings, run, call, needs });
    return {
      contexts,
      status: {
        cancelled,
        success: !cancelled && ancestors.every((job) => job.result === 'success'),
        failure: !cancelled && ancestors.some((job) => job.result === 'failure'),
      },
    };
  }

  /** The record of a job; one that calls has none unless it does not come to that. */
  #record(file: JobFile | CallFile): MutableJob {
    const { context, jobs, id, name } = this.#options;
    const known = this.#records.get(file.id);
    if (known !== undefined) return known;
    const record: MutableJob = {
      id: id + file.id,
      name: name + file.id,
      status: 'queued',
      conclusion: null,
      startedAt: formatTime(context.settings.clock()),
      completedAt: null,
      steps: [],
      outputs: {},
      annotations: [],
      summary: '',
      log: '',
    };
    this.#records.set(file.id, record);
    jobs.push(record);
    return record;
  }

  async #end(
    file: JobFile | CallFile,
    result: Conclusion,
    outputs: JobResult['outputs'] = {},
  ): Promise<JobResult> {
    const record = this.#record(file);
    record.status = 'completed';
    record.conclusion = result;
    record.completedAt = formatTime(this.#options.context.settings.clock());
    await this.#options.report();
    return { result, outputs };
  }
}

function conclusionOf(results: readonly Conclusion[], cancelled: boolean): Conclusion {
  if (results.includes('failure')) return 'failure';
  if (cancelled || results.includes('cancelled')) return 'cancelled';
  return results.every((result) => result === 'skipped') ? 'skipped' : 'success';
}
