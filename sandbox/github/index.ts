export type {
  AppRegistration,
  GitHubSandbox,
  Permissions,
  RegisteredApp,
  RepositoryName,
} from './github-sandbox.ts';
export type { DeliveryFault, RequestFault } from './fault-plan.ts';
export type { Inventory, RepositoryInventory } from './inventory.ts';
export type { StartOptions } from './start-github.ts';
export { startGitHub } from './start-github.ts';
export type {
  JobReport,
  RunConclusion,
  RunStatus,
  StartedRun,
  WorkflowRunReports,
} from './state/workflow-run.ts';
export type { SandboxEvent } from './webhooks/events.ts';
