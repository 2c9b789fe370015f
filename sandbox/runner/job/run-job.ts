import { asVaultMeshError } from '../../../core/common/error.ts';
import type { Conclusion, StepReport } from '../host.ts';
import { evaluateMap, evaluateNumber } from '../template/expression.ts';
import { frameScope, type Frame } from './frame.ts';
import type { Annotation } from './job-log.ts';
import type { JobState } from './job-state.ts';
import { prepareJob, waitingScope, type JobRequest } from './prepare-job.ts';
import { runSteps } from './run-steps.ts';

export interface FinishedJob {
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepReport[];
  readonly annotations: readonly Annotation[];
  readonly summary: string;
  readonly log: string;
}

const MS_PER_MINUTE = 60_000;
/** How long a cancelled job has for its `always()` steps. GitHub gives five minutes. */
const CANCEL_GRACE_MS = 30_000;

/** Runs one job in a folder of its own, which is removed. It does not throw: a job that cannot start has failed. */
export async function runJob(request: JobRequest): Promise<FinishedJob> {
  const timeout = new AbortController();
  const stop = new AbortController();
  const cancel = AbortSignal.any([request.signals.cancel, timeout.signal]);
  const signals = { cancel, stop: AbortSignal.any([request.signals.stop, stop.signal]) };
  const timers: NodeJS.Timeout[] = [];
  cancel.addEventListener('abort', () => {
    timers.push(
      setTimeout(() => {
        stop.abort();
      }, CANCEL_GRACE_MS),
    );
  });
  try {
    const { timeoutMinutes, where } = request.file;
    const minutes = evaluateNumber(`${where}.timeout-minutes`, timeoutMinutes, waitingScope(request));
    timers.push(
      setTimeout(() => {
        timeout.abort();
      }, minutes * MS_PER_MINUTE),
    );
    const { job, release } = await prepareJob({ ...request, signals });
    try {
      const finished = await runPrepared(job);
      if (!timeout.signal.aborted) return finished;
      const message = `The job has exceeded the maximum execution time of ${minutes} minutes.`;
      return withError(finished, 'cancelled', message);
    } finally {
      await release();
    }
  } catch (error) {
    return withError(NOTHING, 'failure', asVaultMeshError(error).message);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

async function runPrepared(job: JobState): Promise<FinishedJob> {
  const frame: Frame = {
    job,
    inputs: job.call.inputs,
    env: {},
    action: {},
    isAction: false,
    results: {},
    reports: [],
    failed: false,
  };
  await runSteps(job.file.steps, frame);
  for (const post of job.postSteps.reverse()) {
    try {
      await post();
    } catch (error) {
      frame.failed = true;
      job.log.error(asVaultMeshError(error).message);
    }
  }
  const outputs = jobOutputs(frame);
  const cancelled = job.signals.cancel.aborted || job.signals.stop.aborted;
  return {
    conclusion: cancelled ? 'cancelled' : frame.failed ? 'failure' : 'success',
    outputs,
    steps: frame.reports,
    annotations: job.log.annotations,
    summary: job.summaries.join('\n'),
    log: job.log.text,
  };
}

/** A value that holds a secret is left out, with a warning. */
function jobOutputs(frame: Frame): Record<string, string> {
  const { job } = frame;
  try {
    const outputs = Object.entries(evaluateMap(job.file.outputs, frameScope(frame)));
    const isPublic = ([name, value]: [string, string]): boolean => {
      if (!job.masker.hasSecret(value)) return true;
      job.log.warning(`Skip output '${name}' since it may contain secret.`);
      return false;
    };
    return Object.fromEntries(outputs.filter(isPublic));
  } catch (error) {
    frame.failed = true;
    job.log.error(asVaultMeshError(error).message);
    return {};
  }
}

const NOTHING: FinishedJob = {
  conclusion: 'failure',
  outputs: {},
  steps: [],
  annotations: [],
  summary: '',
  log: '',
};

function withError(job: FinishedJob, conclusion: Conclusion, message: string): FinishedJob {
  return {
    ...job,
    conclusion,
    annotations: [...job.annotations, { level: 'error', message, properties: {} }],
    log: `${job.log}##[error]${message}\n`,
  };
}
