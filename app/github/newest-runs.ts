import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

/** A run of a workflow that was dispatched: on another branch it is whatever somebody has made of it there. */
export interface DispatchedRun {
  readonly display_title: string;
  /** RFC 3339. */
  readonly created_at: string;
  /** GitHub's word; `null` until it has ended. */
  readonly conclusion: string | null;
  /** Its page. */
  readonly html_url: string;
}

export interface RunLister {
  readonly rest: {
    readonly actions: {
      readonly listWorkflowRuns: (
        parameters: RepositoryName & {
          workflow_id: string;
          branch: string;
          event: string;
          per_page: number;
        },
      ) => Promise<{ data: { workflow_runs: DispatchedRun[] } }>;
    };
  };
}

/** The newest hundred runs of a workflow that were dispatched on `branch`, the newest first; none where it is not there. */
export async function newestRuns(
  client: RunLister,
  repository: RepositoryName,
  { workflow, branch }: { readonly workflow: string; readonly branch: string },
): Promise<readonly DispatchedRun[]> {
  const asked = client.rest.actions.listWorkflowRuns({
    ...repository,
    workflow_id: workflow,
    branch,
    event: 'workflow_dispatch',
    per_page: 100,
  });
  return (await found(asked))?.data.workflow_runs ?? [];
}
