import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

export interface WorkflowRunFinder {
  readonly rest: {
    readonly actions: {
      readonly listWorkflowRuns: (
        parameters: RepositoryName & { workflow_id: string; event: string; per_page: number },
      ) => Promise<{
        data: { workflow_runs: { display_title: string; created_at: string; html_url: string }[] };
      }>;
    };
  };
}

/** The address of the newest run of a workflow that was dispatched with this title since a moment (RFC 3339), among the newest hundred. */
export async function findWorkflowRun(
  client: WorkflowRunFinder,
  repository: RepositoryName,
  workflow: string,
  title: string,
  since: string,
): Promise<string | undefined> {
  const asked = client.rest.actions.listWorkflowRuns({
    ...repository,
    workflow_id: workflow,
    event: 'workflow_dispatch',
    per_page: 100,
  });
  const runs = (await found(asked))?.data.workflow_runs ?? [];
  return runs.find(
    ({ display_title, created_at }) => display_title === title && Date.parse(created_at) >= Date.parse(since),
  )?.html_url;
}
