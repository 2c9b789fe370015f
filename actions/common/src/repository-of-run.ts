import { githubStore, type Alongside, type LedgerStore } from '../../../core/remembrancer/ledger/index.ts';
import { githubClient } from './github-client.ts';
import type { RestClient } from './release.ts';
import { retryingClient } from './retrying-client.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** Where records and releases are: the ledger branch, and the API for the release. */
export interface Repository {
  readonly store: LedgerStore;
  readonly client: RestClient;
}

/** The repository of the run, written with the token of the job; `alongside` is asked along with the commits. */
export function repositoryOfRun(
  { token, ledgerBranch }: { readonly token: string; readonly ledgerBranch: string },
  { apiUrl, graphqlUrl, owner, repository: repo }: WorkflowRun,
  alongside?: Alongside,
): Repository {
  const client = githubClient({ token, apiUrl, graphqlUrl });
  return {
    client: retryingClient(client),
    store: githubStore(client, { owner, repo }, ledgerBranch, alongside),
  };
}
