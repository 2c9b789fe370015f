import type { Clock } from '../../core/common/clock.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { type GitHubClient, githubStore, NoLedgerError } from '../../core/remembrancer/ledger/index.ts';
import type { MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { agreedConfig, type ConfigReader } from '../github/agreed-config.ts';
import { openKnownLedger, recordsOf } from '../memory/known-ledger.ts';
import { limitedClient } from '../memory/limited-client.ts';
import { LARGEST_ANSWER, refusalOf } from '../memory/with-known-ledger.ts';

export type RecordReader = ConfigReader & GitHubClient;

/**
 * What the ledger of a repository remembers; nothing where there is none. It is judged by the key that the configuration names, and
 * else by that of its own branch.
 *
 * Throws `conflict` for one that is too large, and for one that cannot be read as a ledger.
 */
export async function ledgerRecords(
  client: RecordReader,
  repository: RepositoryName,
  clock: Clock,
): Promise<readonly MemoryRecord[]> {
  try {
    const ledger = await openKnownLedger({
      repository,
      store: githubStore(limitedClient(client, LARGEST_ANSWER), repository),
      configured: (await agreedConfig(client, repository)).vkey,
      clock,
    });
    return (await recordsOf(ledger)).records;
  } catch (error) {
    if (error instanceof NoLedgerError) return [];
    throw refusalOf(error, fullName(repository));
  }
}
