import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

export interface TagRunFinder {
  readonly rest: {
    readonly actions: {
      readonly listWorkflowRuns: (
        parameters: RepositoryName & { workflow_id: string; head_sha: string; per_page: number },
      ) => Promise<{
        data: { workflow_runs: { event: string; head_branch: string | null; html_url: string }[] };
      }>;
    };
  };
}

/** Whose runs are of a tag: that it was pushed, or its release published. A branch at the same commit has runs of its own. */
const EVENTS: readonly string[] = ['push', 'release'];

/** The address of the newest run that GitHub began of a workflow for a tag at its commit, or for the tag's release. */
export async function findTagRun(
  client: TagRunFinder,
  repository: RepositoryName,
  workflow: string,
  { tag, commit }: { readonly tag: string; readonly commit: string },
): Promise<string | undefined> {
  const asked = client.rest.actions.listWorkflowRuns({
    ...repository,
    workflow_id: workflow,
    head_sha: commit,
    per_page: 100,
  });
  const runs = (await found(asked))?.data.workflow_runs ?? [];
  return runs.find(({ event, head_branch }) => head_branch === tag && EVENTS.includes(event))?.html_url;
}
