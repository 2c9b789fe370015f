import type { RepositoryName } from '../../core/github/repository-name.ts';
import {
  type CheckRunLister as Lister,
  listCheckRuns,
  type OwnedCheckRun,
} from '../github/list-check-runs.ts';
import { CHECK_NAME, checkOf, type CheckSubject } from './check-run-key.ts';

/** What is read of a check run. */
export interface CheckRunAnswer extends OwnedCheckRun {
  readonly id: number;
  readonly head_sha: string;
  readonly external_id: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: { readonly annotations_count: number };
}

export type CheckRunLister = Lister<CheckRunAnswer>;

/** The covenant checks that the app `appId` has put on a commit. With `subject` only those of that pull request or merge group. */
export async function ownCheckRuns(
  client: CheckRunLister,
  appId: number,
  repository: RepositoryName,
  commit: string,
  subject?: CheckSubject,
): Promise<CheckRunAnswer[]> {
  const runs: CheckRunAnswer[] = [];
  for await (const run of listCheckRuns(client, appId, repository, commit, CHECK_NAME)) {
    const check = checkOf(run.external_id);
    if (check !== undefined && check.subject === (subject ?? check.subject)) runs.push(run);
  }
  return runs;
}
