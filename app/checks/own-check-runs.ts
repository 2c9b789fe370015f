import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from '../github/every-item.ts';
import { CHECK_NAME, checkOf, type CheckSubject } from './check-run-key.ts';

/** What is read of a check run. */
export interface CheckRunAnswer {
  readonly id: number;
  readonly head_sha: string;
  readonly external_id: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: { readonly annotations_count: number };
  readonly app: { readonly id: number } | null;
}

export interface CheckRunLister {
  readonly rest: {
    readonly checks: {
      readonly listForRef: (
        parameters: RepositoryName & {
          ref: string;
          check_name: string;
          app_id: number;
          filter: 'all';
          per_page: number;
          page: number;
        },
      ) => Promise<{ data: { check_runs: CheckRunAnswer[] } }>;
    };
  };
}

/**
 * The covenant checks that the app `appId` has put on a commit, finished ones too; never those of others. With `subject` only those
 * of that pull request or merge group.
 */
export async function ownCheckRuns(
  client: CheckRunLister,
  appId: number,
  repository: RepositoryName,
  commit: string,
  subject?: CheckSubject,
): Promise<CheckRunAnswer[]> {
  const { listForRef } = client.rest.checks;
  const runs: CheckRunAnswer[] = [];
  const asked = { ...repository, ref: commit, check_name: CHECK_NAME, app_id: appId, filter: 'all' } as const;
  for await (const run of everyItem(async (page) => ({
    data: (await listForRef({ ...asked, ...page })).data.check_runs,
  }))) {
    const check = run.app?.id === appId ? checkOf(run.external_id) : undefined;
    if (check !== undefined && check.subject === (subject ?? check.subject)) runs.push(run);
  }
  return runs;
}
