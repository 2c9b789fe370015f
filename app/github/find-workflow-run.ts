import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

export interface WorkflowRunFinder {
  readonly rest: {
    readonly actions: {
      readonly listWorkflowRuns: (
        parameters: RepositoryName & {
          workflow_id: string;
          branch: string;
          event: string;
          per_page: number;
        },
      ) => Promise<{
        data: { workflow_runs: { display_title: string; created_at: string; html_url: string }[] };
      }>;
    };
  };
}

/** Of which runs one is looked for. */
export interface SoughtRun {
  /** The name of the workflow's file. */
  readonly workflow: string;
  /** Where it was dispatched: on another branch it is whatever somebody has made of it there. */
  readonly branch: string;
  readonly title: string;
  /** RFC 3339; without it ever. */
  readonly since?: string;
}

/** The address of the newest such run that was dispatched, among the newest hundred. */
export async function findWorkflowRun(
  client: WorkflowRunFinder,
  repository: RepositoryName,
  { workflow, branch, title, since }: SoughtRun,
): Promise<string | undefined> {
  const asked = client.rest.actions.listWorkflowRuns({
    ...repository,
    workflow_id: workflow,
    branch,
    event: 'workflow_dispatch',
    per_page: 100,
  });
  const runs = (await found(asked))?.data.workflow_runs ?? [];
  const earliest = since === undefined ? 0 : Date.parse(since);
  return runs.find(
    ({ display_title, created_at }) => display_title === title && Date.parse(created_at) >= earliest,
  )?.html_url;
}
