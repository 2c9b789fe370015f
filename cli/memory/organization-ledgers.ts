import { VaultMeshError } from '../../core/common/error.ts';
import { mapAtMost } from '../../core/common/map-at-most.ts';
import { listRepositories } from '../../core/github/list-repositories.ts';
import { explainRefusal } from '../github/explain-refusal.ts';
import { gitHubApi, gitHubServer } from '../github/github-address.ts';
import type { Terminal } from '../terminal.ts';
import { type FailedLedger, readRepositoryLedger, type RepositoryLedger } from './read-repository-ledger.ts';

export interface OrganizationLedgers {
  readonly ledgers: readonly RepositoryLedger[];
  readonly failed: readonly FailedLedger[];
}

/** GitHub counts requests at once, and answers too many of them with a refusal. */
const AT_ONCE = 8;

/**
 * Reads the ledgers of an owner's repositories by GitHub's API, as far as the token in GH_TOKEN or GITHUB_TOKEN may. One that
 * fails is told with the reason, and the others are read all the same.
 *
 * Throws `usage` without a token and for what is no name, and `not-found` for an owner that GitHub does not show.
 */
export async function organizationLedgers(
  terminal: Terminal,
  owner: string,
  branch: string,
): Promise<OrganizationLedgers> {
  if (!/^[A-Za-z0-9_-]+$/u.test(owner)) {
    throw new VaultMeshError('usage', `--org takes the name of an owner on GitHub, not "${owner}".`);
  }
  const { apiUrl, token } = gitHubApi(terminal.environment);
  if (token === undefined) {
    throw new VaultMeshError('usage', '--org asks the API of GitHub: set GH_TOKEN or GITHUB_TOKEN.');
  }
  const { gitHubClient } = await import('../github/github-client.ts');
  const client = gitHubClient({ apiUrl, token });
  const repositories = await listRepositories(client, owner).catch((error: unknown) => {
    throw explainRefusal(error);
  });
  if (repositories === undefined) {
    throw new VaultMeshError('not-found', `GitHub shows no ${owner} to this token; check the name.`);
  }
  const { host } = new URL(gitHubServer(terminal.environment));
  const read = await mapAtMost(AT_ONCE, repositories, (repository) =>
    readRepositoryLedger(client, repository, branch, host),
  );
  const found = read.filter((each) => each !== undefined);
  return {
    ledgers: found.filter((each) => 'memory' in each),
    failed: found.filter((each) => 'reason' in each),
  };
}
