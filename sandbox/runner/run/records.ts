import type { Conclusion, JobReport, Status } from '../host.ts';
import type { Annotation } from '../job/job-log.ts';

/** What is known of a job; it changes while the job runs. */
export interface JobRecord extends JobReport {
  readonly id: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Markdown. */
  readonly summary: string;
}

/** What is known of a run of a workflow; it changes while it runs. */
export interface RunRecord {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
  /** Of the workflow file. */
  readonly path: string;
  readonly name: string;
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly status: Status;
  readonly conclusion: Conclusion | null;
  /** Why there are no jobs, when there are none. */
  readonly message: string | undefined;
  readonly jobs: readonly JobRecord[];
}

/** The same as those who run them write them. */
export type MutableJob = { -readonly [Key in keyof JobRecord]: JobRecord[Key] };
export type MutableRun = { -readonly [Key in keyof RunRecord]: RunRecord[Key] } & { jobs: MutableJob[] };
