import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { githubStore } from '../../core/remembrancer/ledger/index.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { LEDGER, ledgerOrigin } from '../../core/remembrancer/provision/index.ts';
import type { Services } from '../services.ts';
import { type AlarmRaiser, raiseAlarm } from './raise-alarm.ts';
import { reportDeletion } from './report-deletion.ts';
import { reportNewKey } from './report-new-key.ts';
import { watchLedger } from './watch-ledger.ts';
import { findWitnessMemory, openWitnessMemory, type Seen, type WitnessKeeper } from './witness-memory.ts';

export type LedgerGuard = AlarmRaiser & WitnessKeeper;

/**
 * Checks the ledger of a repository against what was seen of it before: cosigns it, or raises the alarm when it was
 * rewritten or deleted. What cannot be told is neither, and goes to the log. A branch that is no ledger, and was none when
 * it was looked at before, is left alone.
 */
export async function guardLedger(
  client: LedgerGuard,
  repository: RepositoryName,
  { config, clock, turns }: Services,
  log: Pick<Context['log'], 'debug' | 'error' | 'info' | 'warn'>,
): Promise<void> {
  const origin = ledgerOrigin(config.spawnSettings.serverUrl, repository);
  await turns.take(`ledger of ${fullName(repository)}`, async () => {
    try {
      const ledger = githubStore(client, repository, LEDGER);
      const { head, files } = await ledger.read(['vkey']);
      if (files.size === 0) {
        const seen = await lastSeen(client, repository.owner, origin);
        if (seen === undefined) return;
        if (head === undefined) {
          const { serverUrl } = config.spawnSettings;
          const incident = await reportDeletion(client, config.appId, repository, {
            origin,
            seen,
            serverUrl,
          });
          log.error({ origin, incident }, 'Ledger deleted: its branch is not there any more');
          return;
        }
      }
      const memory = await openWitnessMemory(client, repository.owner);
      const watched = await watchLedger({ origin, ledger, memory, signer: config.witness, clock });
      switch (watched.decision) {
        case 'cosigned':
          log.info({ origin, size: watched.checkpoint.size }, 'Ledger cosigned');
          break;
        case 'unchanged':
          log.debug({ origin }, 'Ledger unchanged');
          break;
        case 'unknown':
          log.warn({ origin, head: watched.head }, `Ledger not cosigned: ${watched.reason}`);
          break;
        case 'rekeyed': {
          const incident = await reportNewKey(client, config.appId, repository, { origin, ...watched });
          log.warn({ origin, head: watched.head, incident }, 'Ledger not cosigned: it has a new key');
          break;
        }
        case 'fork':
        case 'rollback': {
          const incident = await raiseAlarm(client, config.appId, repository, { origin, ...watched });
          log.error({ origin, head: watched.head, incident }, `Ledger rewritten: ${watched.reason}`);
        }
      }
    } catch (error) {
      if (!(error instanceof VaultMeshError) || !UNTOLD.includes(error.code)) throw error;
      log.warn({ origin }, `Ledger not cosigned: ${error.message}`);
    }
  });
}

/** What this witness knows of the ledger: whoever rewrites one must not escape by taking its key, or its branch, away. */
async function lastSeen(client: LedgerGuard, owner: string, origin: string): Promise<Seen | undefined> {
  const memory = await findWitnessMemory(client, owner);
  return memory && (await memory.recall(origin)).seen;
}

/** What a look again would not change: there is nothing that could be judged. */
const UNTOLD: readonly string[] = ['not-found', 'verification-failed', 'usage'];
