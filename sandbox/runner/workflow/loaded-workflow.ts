import type { WorkflowFile } from './workflow-file.ts';

/** Where a workflow file stands. */
export interface WorkflowSource {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** As GitHub writes it: `refs/heads/main`, `refs/tags/v1`, or a commit when it was asked for by that. */
  readonly ref: string;
  readonly sha: string;
}

/** A workflow file with those that its jobs call. */
export interface LoadedWorkflow {
  readonly source: WorkflowSource;
  readonly file: WorkflowFile;
  /** By the id of the job that calls. */
  readonly calls: ReadonlyMap<string, LoadedWorkflow>;
}

/** `owner/repo/.github/workflows/x.yml@refs/heads/main`. */
export function workflowRef({ owner, repo, path, ref }: WorkflowSource): string {
  return `${owner}/${repo}/${path}@${ref}`;
}
