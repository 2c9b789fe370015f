import type { Json } from '../../../core/common/canonical-json.ts';
import type { Clock } from '../../../core/common/clock.ts';
import type { Services } from '../../services/index.ts';
import type { Conclusion, RunnerHost } from '../host.ts';
import type { TriggerEvent } from '../trigger/trigger-event.ts';
import type { JobFile, WorkflowFile } from '../workflow/workflow-file.ts';
import type { JobFolder } from './job-folder.ts';
import type { WorkflowCall } from './workflow-call.ts';
import type { JobLog } from './job-log.ts';
import type { Masker } from './masker.ts';

/** What every run of one runner shares. */
export interface RunnerSettings {
  readonly host: RunnerHost;
  readonly services: Pick<Services, 'oidc'>;
  /** Folder by `owner/repo`: Actions that stand on this machine, whatever ref is asked for. */
  readonly actions: ReadonlyMap<string, string>;
  /** The Node 24 that runs JavaScript actions. */
  readonly node: string;
  /** Where jobs have their folders. */
  readonly directory: string;
  readonly clock: Clock;
}

/** One run of a workflow; `path` and `workflow` are those of the file that was triggered. */
export interface RunInfo {
  readonly id: number;
  readonly number: number;
  readonly path: string;
  readonly event: TriggerEvent;
  readonly workflow: WorkflowFile;
  /** Where its jobs exchange artifacts. */
  readonly artifacts: string;
}

/** What later jobs see of a job. */
export interface JobResult {
  readonly result: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Ends a job: `cancel` ends the present step and lets those with `always()` run, `stop` ends everything. */
export interface JobSignals {
  readonly cancel: AbortSignal;
  readonly stop: AbortSignal;
}

/** A job while it runs. */
export interface JobState {
  readonly settings: RunnerSettings;
  readonly run: RunInfo;
  readonly call: WorkflowCall;
  readonly file: JobFile;
  readonly signals: JobSignals;
  readonly folder: JobFolder;
  readonly log: JobLog;
  readonly masker: Masker;
  readonly contexts: {
    readonly github: Readonly<Record<string, Json>>;
    readonly needs: Readonly<Record<string, JobResult>>;
    readonly vars: Readonly<Record<string, string>>;
    readonly secrets: Readonly<Record<string, string>>;
    readonly runner: Readonly<Record<string, string>>;
  };
  /** Variables of workflow and job, and what steps added through GITHUB_ENV. */
  readonly env: Record<string, string>;
  /** ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN, or nothing. */
  readonly identity: Readonly<Record<string, string>>;
  /** Folders of the PATH, the first one searched first; steps add at the front. */
  readonly path: string[];
  /** What runs after the steps, the last one first. */
  readonly postSteps: (() => Promise<void>)[];
  /** Markdown that steps wrote to GITHUB_STEP_SUMMARY. */
  readonly summaries: string[];
}
