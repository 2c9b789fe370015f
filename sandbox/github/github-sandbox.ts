import type { FaultPlan } from './fault-plan.ts';
import type { Traffic } from './http/traffic.ts';
import type { Inventory } from './inventory.ts';
import type { WorkflowRunReports } from './state/workflow-run.ts';
import type { SandboxEvent } from './webhooks/events.ts';

/** Permission names as GitHub writes them in an app's settings: `{ contents: 'write', metadata: 'read' }`. */
export type Permissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>;

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

export interface AppRegistration {
  readonly slug: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  readonly clientId: string;
  /** RSA private key as GitHub hands it out: PKCS #1, PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

/** A running local GitHub with real git behind it, and the hands that people and GitHub's own machinery have on it. */
export interface GitHubSandbox {
  /** Web and git address, `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** REST address, `http://127.0.0.1:PORT/api/v3`. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly port: number;
  /** Where the bare repositories are. */
  readonly directory: string;
  readonly faults: FaultPlan;
  readonly traffic: Traffic;
  /** What a workflow runner tells GitHub about runs and jobs. */
  readonly workflowRuns: WorkflowRunReports;

  createUser(options: { login: string }): { readonly token: string };
  /** `teams`: their members by slug; `plan`: `team` unless told, `free` has no rulesets for private repositories. */
  createOrganization(options: {
    login: string;
    members: Readonly<Record<string, 'admin' | 'member'>>;
    teams?: Readonly<Record<string, readonly string[]>>;
    plan?: 'free' | 'team';
  }): void;
  registerApp(registration: AppRegistration): RegisteredApp;
  /** Installs an app on an account: on all its repositories, present and future, or on those named. */
  installApp(options: { slug: string; account: string; repositories?: 'all' | readonly string[] }): {
    readonly id: number;
  };
  /** Calls `listener` for every event that GitHub raises, delivered to an app or not. Returns how to stop. */
  onEvent(listener: (event: SandboxEvent) => void): () => void;
  /** Organisation, repository and (when named) environment secrets, decrypted; the narrower one wins. */
  secretsFor(options: RepositoryName & { environment?: string }): Readonly<Record<string, string>>;
  /** Organisation, repository and (when named) environment variables; the narrower one wins. */
  variablesFor(options: RepositoryName & { environment?: string }): Readonly<Record<string, string>>;
  /** Whether a job that names `environment` may run for `ref` (`refs/heads/main`, `refs/tags/v1.0.0`). */
  environmentAllows(options: RepositoryName & { environment: string; ref: string }): boolean;
  /** The `GITHUB_TOKEN` of a workflow run: this repository only, one hour. */
  createRunToken(options: RepositoryName & { permissions: Permissions }): string;
  /** Has a person press a button that an app has put beside a check run. */
  pressCheckButton(options: RepositoryName & { run: number; identifier: string; by: string }): Promise<void>;
  /** Everything that there is, for a comparison. */
  inventory(): Promise<Inventory>;
  /** Empties the log of deliveries, as GitHub does after three days. */
  forgetDeliveries(): void;
  /** Has a merge queue form a group of one pull request, and ask for its checks. Returns the commit that it would merge. */
  formMergeGroup(options: RepositoryName & { number: number; by: string }): Promise<string>;
  /** The bare repository on disk. */
  repositoryPath(name: RepositoryName): string;
  /** Resolves when every webhook raised so far has been delivered, dropped or given up. */
  idle(): Promise<void>;
  /** Closes every connection and removes the repositories. */
  stop(): Promise<void>;
}
