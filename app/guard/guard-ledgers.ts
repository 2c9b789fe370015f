import type { Context } from 'probot';
import type { Services } from '../services.ts';
import { guardLedger, type LedgerGuard } from './guard-ledger.ts';

/** Looks at the ledger of each of `repositories`, and returns how many failed: that keeps no other from being looked at. */
export async function guardLedgers(
  client: LedgerGuard,
  repositories: readonly { readonly name: string; readonly owner: { readonly login: string } }[],
  services: Services,
  log: Pick<Context['log'], 'debug' | 'error' | 'info' | 'warn'>,
): Promise<number> {
  let failed = 0;
  for (const { name, owner } of repositories) {
    try {
      await guardLedger(client, { owner: owner.login, repo: name }, services, log);
    } catch (error) {
      failed += 1;
      log.error({ err: error, repository: `${owner.login}/${name}` }, 'The ledger could not be looked at');
    }
  }
  return failed;
}
