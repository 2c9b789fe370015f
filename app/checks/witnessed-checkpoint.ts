import type { RepositoryFinder } from '../../core/github/find-repository.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { GitHubClient } from '../../core/remembrancer/ledger/index.ts';
import { ledgerOrigin } from '../../core/remembrancer/provision/index.ts';
import { findWitnessMemory } from '../guard/witness-memory.ts';

export type CheckpointFinder = GitHubClient & RepositoryFinder;

/** The checkpoint of the ledger of a repository that the app cosigned last; `undefined` where it has seen none. */
export async function witnessedCheckpoint(
  client: CheckpointFinder,
  repository: RepositoryName,
  serverUrl: string,
): Promise<string | undefined> {
  const memory = await findWitnessMemory(client, repository.owner);
  const recalled = await memory?.recall(ledgerOrigin(serverUrl, repository));
  return recalled?.seen?.note;
}
