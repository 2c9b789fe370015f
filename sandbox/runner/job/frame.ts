import type { Json } from '../../../core/common/canonical-json.ts';
import type { Conclusion, StepReport } from '../host.ts';
import type { Scope } from '../template/expression.ts';
import { workflowRef, type WorkflowSource } from '../workflow/loaded-workflow.ts';
import type { JobState } from './job-state.ts';

export interface StepResult {
  readonly outputs: Readonly<Record<string, string>>;
  /** What came of it before `continue-on-error`. */
  readonly outcome: Conclusion;
  /** What came of it after. */
  readonly conclusion: Conclusion;
}

/** The steps of a job, or of a composite action that one of them uses, while they run. */
export interface Frame {
  readonly job: JobState;
  readonly inputs: Readonly<Record<string, Json>>;
  /** Variables of the step that uses the action. */
  readonly env: Readonly<Record<string, string>>;
  /** `action_path` and its like, of the action that the steps belong to. */
  readonly action: Readonly<Record<string, string>>;
  /** The steps of a composite action: the job's defaults are not theirs, and `run` has to name its shell. */
  readonly isAction: boolean;
  /** Results by step id. */
  readonly results: Record<string, StepResult>;
  readonly reports: StepReport[];
  /** A step failed, and `continue-on-error` did not allow it. */
  failed: boolean;
}

/** What expressions in the steps see; `env` are the variables of the step itself. */
export function frameScope(frame: Frame, env: Readonly<Record<string, string>> = {}): Scope {
  const { job } = frame;
  const cancelled = job.signals.cancel.aborted;
  const success = !frame.failed && !cancelled;
  return {
    contexts: {
      ...job.contexts,
      github: { ...job.contexts.github, ...frame.action },
      inputs: frame.inputs,
      env: { ...job.env, ...frame.env, ...env },
      steps: Object.fromEntries(Object.entries(frame.results).map(([id, result]) => [id, { ...result }])),
      job: {
        status: cancelled ? 'cancelled' : frame.failed ? 'failure' : 'success',
        ...workflowIdentity(job.call.loaded.source),
      },
      needs: Object.fromEntries(Object.entries(job.contexts.needs).map(([id, need]) => [id, { ...need }])),
    },
    status: { success, failure: frame.failed && !cancelled, cancelled },
  };
}

/** The members of `job` that name the workflow file which has the job; in `github` it is the one that was triggered. */
function workflowIdentity(source: WorkflowSource): Record<string, string> {
  return {
    workflow_ref: workflowRef(source),
    workflow_sha: source.sha,
    workflow_repository: `${source.owner}/${source.repo}`,
    workflow_file_path: source.path,
  };
}
