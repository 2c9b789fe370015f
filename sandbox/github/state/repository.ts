import type { Role } from '../access/role.ts';
import type { Account } from './account.ts';
import type { CheckRun, CheckSuite } from './check-run.ts';
import type { Environment } from './environment.ts';
import type { Issue } from './issue.ts';
import type { Release } from './release.ts';
import type { Ruleset } from './ruleset.ts';
import type { SecretStore } from './secret-store.ts';
import type { VariableStore } from './variable-store.ts';
import type { Workflow, WorkflowRun } from './workflow-run.ts';

/** What GitHub knows about a repository beside its git content, which is in the bare repository `gitDirectory`. */
export interface Repository {
  readonly id: number;
  readonly owner: Account;
  name: string;
  private: boolean;
  description: string | null;
  homepage: string | null;
  topics: string[];
  defaultBranch: string;
  immutableReleases: boolean;
  /** Of a fork: what it was forked from. */
  readonly parent?: Repository;
  readonly gitDirectory: string;
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
  /** Role by login, beside what the organisation gives. */
  readonly collaborators: Map<string, Role>;
  readonly issues: Issue[];
  readonly releases: Release[];
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: CheckRun[];
  readonly environments: Map<string, Environment>;
  readonly secrets: SecretStore;
  readonly variables: VariableStore;
  readonly rulesets: Ruleset[];
  readonly workflows: Workflow[];
  readonly workflowRuns: WorkflowRun[];
  /** Runs one write to the refs at a time. */
  readonly exclusive: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export const fullName = (repository: Repository): string => `${repository.owner.login}/${repository.name}`;
