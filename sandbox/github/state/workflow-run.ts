import type { RepositoryName } from '../github-sandbox.ts';
import type { Account } from './account.ts';

export type RunStatus = 'queued' | 'in_progress' | 'completed' | 'waiting';
export type RunConclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out';

export interface JobReport {
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed' | 'waiting';
  readonly conclusion: RunConclusion | null;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly steps: readonly {
    readonly name: string;
    readonly status: 'queued' | 'in_progress' | 'completed';
    readonly conclusion: RunConclusion | null;
  }[];
  /** What the job printed, with its masks applied. */
  readonly log: string;
}

export interface Workflow {
  readonly id: number;
  readonly path: string;
  name: string;
  readonly createdAt: string;
}

export interface WorkflowRun {
  readonly id: number;
  readonly workflow: Workflow;
  readonly runNumber: number;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly title: string;
  readonly actor: Account;
  status: RunStatus;
  conclusion: RunConclusion | null;
  readonly createdAt: string;
  updatedAt: string;
  jobs: readonly (JobReport & { readonly id: number })[];
}

export interface StartedRun extends RepositoryName {
  /** Path of the workflow file, `.github/workflows/ci.yml`. */
  readonly path: string;
  /** The workflow's `name:`. */
  readonly name: string;
  /** What triggered it: `push`, `workflow_dispatch`, … */
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly actor: string;
  readonly title?: string;
}

/** What a runner reports. Each report raises the `workflow_run` event that GitHub would raise. */
export interface WorkflowRunReports {
  start(run: StartedRun): Promise<{ readonly id: number; readonly runNumber: number; readonly url: string }>;
  update(
    id: number,
    report: {
      readonly status: RunStatus;
      readonly conclusion?: RunConclusion;
      readonly jobs?: readonly JobReport[];
    },
  ): Promise<void>;
}
