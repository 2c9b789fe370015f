/** A repository by its address on the host. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** An event as GitHub raises it: name and payload of the webhook. */
export interface HostEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly owner: string;
  /** Absent for events about an account. */
  readonly repo: string | undefined;
  /** Login of who caused it. */
  readonly sender: string;
  /** Caused with a workflow's own token: starts no workflow, except by dispatch. */
  readonly byRunToken: boolean;
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';
export type Status = 'queued' | 'in_progress' | 'completed' | 'waiting';

export interface StepReport {
  readonly name: string;
  readonly status: Exclude<Status, 'waiting'>;
  readonly conclusion: Conclusion | null;
}

export interface JobReport {
  readonly name: string;
  readonly status: Status;
  readonly conclusion: Conclusion | null;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly steps: readonly StepReport[];
  /** What the job printed, with its masks applied. */
  readonly log: string;
}

export interface RunStart extends RepositoryName {
  readonly path: string;
  readonly name: string;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly actor: string;
  readonly title?: string;
}

/** What the runner needs of a GitHub: the sandbox's, or a smaller one in a test. */
export interface RunnerHost {
  /** Web address; a repository is cloned from `<url>/<owner>/<repo>`. */
  readonly url: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** Calls `listener` for every event; returns how to stop. */
  onEvent(listener: (event: HostEvent) => void): () => void;
  /** The bare repository on disk, from which workflow files are read. */
  repositoryPath(name: RepositoryName): string;
  /** Secrets of organisation, repository and (when named) environment, the narrower one winning. */
  secretsFor(options: RepositoryName & { environment?: string }): Readonly<Record<string, string>>;
  variablesFor(options: RepositoryName & { environment?: string }): Readonly<Record<string, string>>;
  /** Whether a job that names `environment` may run for `ref`. */
  environmentAllows(options: RepositoryName & { environment: string; ref: string }): boolean;
  /** The `GITHUB_TOKEN` of a job. */
  createRunToken(
    options: RepositoryName & { permissions: Readonly<Record<string, 'read' | 'write'>> },
  ): string;
  readonly workflowRuns: {
    start(run: RunStart): Promise<{ readonly id: number; readonly runNumber: number }>;
    update(
      id: number,
      report: { status: Status; conclusion?: Conclusion; jobs?: readonly JobReport[] },
    ): Promise<void>;
  };
}
