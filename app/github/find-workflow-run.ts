import type { RepositoryName } from '../../core/github/repository-name.ts';
import { newestRuns, type RunLister } from './newest-runs.ts';

/** Of which runs one is looked for. */
export interface SoughtRun {
  /** The name of the workflow's file. */
  readonly workflow: string;
  /** Where it was dispatched. */
  readonly branch: string;
  readonly title: string;
  /** RFC 3339; without it ever. */
  readonly since?: string;
}

/** The address of the newest such run that was dispatched, among the newest hundred. */
export async function findWorkflowRun(
  client: RunLister,
  repository: RepositoryName,
  { title, since, ...runs }: SoughtRun,
): Promise<string | undefined> {
  const earliest = since === undefined ? 0 : Date.parse(since);
  const newest = await newestRuns(client, repository, runs);
  return newest.find(
    ({ display_title, created_at }) => display_title === title && Date.parse(created_at) >= earliest,
  )?.html_url;
}
