import { fullName, type RepositoryName } from '../../github/repository-name.ts';

/** Branch and protected environment have one name. */
export const LEDGER = 'ledger';

export const LOG_KEY = { environment: LEDGER, secret: 'VAULTMESH_LOG_KEY' } as const;

/** The origin of a repository's ledger, which is its log key's name too: `github.com/acme/my-service`. */
export function ledgerOrigin(serverUrl: string, repository: RepositoryName): string {
  return `${new URL(serverUrl).host}/${fullName(repository)}`;
}
