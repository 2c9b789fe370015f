import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  type GitHubClient,
  githubStore,
  NoLedgerError,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import { type MemoryRecord, readMemory } from '../../core/remembrancer/memory/index.ts';

/** A larger log takes more calls to GitHub than one command may. */
const MOST_ENTRIES = 4_096;

/**
 * What the ledger of a repository remembers; nothing where there is none. It is signed by the key that its branch names.
 *
 * Throws `conflict` for one with more than 4,096 entries, and `verification-failed` as `readMemory` does.
 */
export async function ledgerRecords(
  client: GitHubClient,
  repository: RepositoryName,
): Promise<readonly MemoryRecord[]> {
  const store = githubStore(client, repository);
  try {
    const head = await readHead(store);
    if (head.checkpoint.size <= MOST_ENTRIES) return (await readMemory(store, head)).records;
  } catch (error) {
    if (error instanceof NoLedgerError) return [];
    throw error;
  }
  throw new VaultMeshError(
    'conflict',
    `The ledger of ${fullName(repository)} is too large to be asked from here. Use the command line, which has no such limit.`,
  );
}
