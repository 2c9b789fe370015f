import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  entryOfOperation,
  type GitHubClient,
  githubStore,
  NoLedgerError,
} from '../../core/remembrancer/ledger/index.ts';
import { memoryRecord, type MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { isTransient } from '../deliveries/is-transient.ts';
import { agreedConfig, type ConfigReader } from '../github/agreed-config.ts';
import { isTooMuch } from '../memory/is-too-much.ts';
import { type KnownLedger, openKnownLedger, recordsOfKind } from '../memory/known-ledger.ts';
import { limitedClient } from '../memory/limited-client.ts';
import { LARGEST_ANSWER, refusalOf } from '../memory/with-known-ledger.ts';

export type RecordReader = ConfigReader & GitHubClient;

/**
 * What `look` finds on the ledger of a repository; `undefined` where there is none. It is judged by the key that the configuration names,
 * and else by that of its own branch.
 *
 * Throws `conflict` where too much would have to be read for it, and for what cannot be read as a ledger.
 */
export async function onLedger<Found>(
  client: RecordReader,
  repository: RepositoryName,
  clock: Clock,
  look: (ledger: KnownLedger) => Promise<Found>,
): Promise<Found | undefined> {
  try {
    const ledger = await openKnownLedger({
      repository,
      store: githubStore(limitedClient(client, LARGEST_ANSWER), repository),
      configured: (await agreedConfig(client, repository)).vkey,
      clock,
    });
    return await look(ledger);
  } catch (error) {
    if (error instanceof NoLedgerError) return undefined;
    throw isTooMuch(error) ? tooMuchFor(fullName(repository)) : refusalOf(error, fullName(repository));
  }
}

/** The records of decisions on the ledger of a repository. Throws what `onLedger` throws. */
export const decisionRecords = async (
  client: RecordReader,
  repository: RepositoryName,
  clock: Clock,
): Promise<readonly MemoryRecord[]> =>
  (await onLedger(client, repository, clock, (ledger) => recordsOfKind(ledger, 'decision'))) ?? [];

/** The record of an operation, in a ledger of any size: its own index leads there. Throws what `onLedger` throws. */
export const recordedAs = (
  client: RecordReader,
  repository: RepositoryName,
  operation: string,
  clock: Clock,
): Promise<MemoryRecord | undefined> =>
  onLedger(client, repository, clock, async ({ store, head }) => {
    const entry = await entryOfOperation(store, head, operation);
    return entry && memoryRecord(entry);
  });

/**
 * What `look` finds recorded so far, or `undefined` where it cannot be known: that keeps nothing from being recorded, since the ledger
 * takes each operation once. `tell` gets the reason. Throws while GitHub is in trouble: another attempt may know.
 */
export async function recordedSoFar<Found>(
  look: () => Promise<Found>,
  tell?: (reason: VaultMeshError) => void,
): Promise<Found | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof VaultMeshError) || isTransient(error)) throw error;
    tell?.(error);
    return undefined;
  }
}

const tooMuchFor = (repository: string): VaultMeshError =>
  new VaultMeshError(
    'conflict',
    `The ledger of ${repository} has more of it than is read from here. The command line has no such limit: ` +
      '`npx vaultmesh adr` and `npx vaultmesh record decision`, in a clone.',
  );
