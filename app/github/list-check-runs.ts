import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from './every-item.ts';

/** Whose a check run is. */
export interface OwnedCheckRun {
  readonly app: { readonly id: number } | null;
}

export interface CheckRunLister<Run extends OwnedCheckRun> {
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
      ) => Promise<{ data: { check_runs: Run[] } }>;
    };
  };
}

/** The check runs of this name that the app `appId` has put on a commit, finished ones too; never those of others. */
export async function* listCheckRuns<Run extends OwnedCheckRun>(
  client: CheckRunLister<Run>,
  appId: number,
  repository: RepositoryName,
  commit: string,
  name: string,
): AsyncGenerator<Run> {
  const asked = { ...repository, ref: commit, check_name: name, app_id: appId, filter: 'all' } as const;
  for await (const run of everyItem(async (page) => ({
    data: (await client.rest.checks.listForRef({ ...asked, ...page })).data.check_runs,
  })))
    if (run.app?.id === appId) yield run;
}
