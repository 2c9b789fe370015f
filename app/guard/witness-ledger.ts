import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { hasStatus } from '../../core/github/status.ts';
import { githubStore } from '../../core/remembrancer/ledger/index.ts';
import { LEDGER, ledgerOrigin } from '../../core/remembrancer/provision/index.ts';
import { isTransient } from '../deliveries/is-transient.ts';
import type { Services } from '../services.ts';
import { watchLedger } from './watch-ledger.ts';
import { openWitnessMemory, type WitnessKeeper } from './witness-memory.ts';

/**
 * Cosigns a ledger that was just made, before anybody looks at it: its push is delivered too, but may have to wait behind what made the
 * ledger. What is wrong with one that was there before is told by `guardLedger`; where there can be no memory, such as of a
 * person's repositories, there is no witness.
 */
export async function witnessLedger(
  client: WitnessKeeper,
  repository: RepositoryName,
  { config, clock, turns }: Services,
): Promise<void> {
  const origin = ledgerOrigin(config.spawnSettings.serverUrl, repository);
  await turns.take(`ledger of ${fullName(repository)}`, async () => {
    try {
      const memory = await openWitnessMemory(client, repository.owner);
      const ledger = githubStore(client, repository, LEDGER);
      await watchLedger({ origin, ledger, memory, signer: config.witness, clock });
    } catch (error) {
      const isRefused = hasStatus(error, 403, 404) && !isTransient(error);
      if (!isRefused && !isUntold(error)) throw error;
    }
  });
}

const isUntold = (error: unknown): boolean =>
  error instanceof VaultMeshError && ['not-found', 'verification-failed', 'usage'].includes(error.code);
