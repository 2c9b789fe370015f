import { LOG_KEY } from '../../core/remembrancer/provision/index.ts';
import { gitHubServer } from '../github/github-address.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';

/**
 * What to do with a new log key, or with `what` of its file: only a repository on GitHub has a secret to store it as. Throws
 * `usage` for a GITHUB_SERVER_URL that is no address.
 */
export function whereToKeep(
  { environment }: Pick<Terminal, 'environment'>,
  { origin = '' }: RepositoryAddress,
  what = 'it',
): string {
  const { host } = new URL(gitHubServer(environment));
  return origin.startsWith(`${host}/`)
    ? `store ${what} as the secret ${LOG_KEY.secret} of the environment "${LOG_KEY.environment}"`
    : `keep ${what} where only those who record can read it`;
}
