import type { RulesetKeeper } from '../../core/github/ensure-ruleset.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import {
  ledgerOrigin,
  type LedgerProvisioner,
  protectLedger,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';
import { witnessLedger } from '../guard/witness-ledger.ts';
import type { WitnessKeeper } from '../guard/witness-memory.ts';
import type { Services } from '../services.ts';

export type LedgerAdopter = LedgerProvisioner & RulesetKeeper & WitnessKeeper;

/** Gives a repository a ledger as a spawned one has it: environment, sealed key, branch and ruleset, witnessed. What is there stays. */
export async function adoptLedger(
  client: LedgerAdopter,
  repository: Repository,
  services: Services,
): Promise<string> {
  const { name, url } = repository;
  const { spawnSettings, witness } = services.config;
  const origin = ledgerOrigin(spawnSettings.serverUrl, name);
  await provisionLedger(client, repository, { origin, witnesses: [witness.verifierKey] });
  await protectLedger(client, name);
  await witnessLedger(client, name, services);
  return (
    `The ledger is [the branch \`ledger\`](${url}/tree/ledger), log \`${origin}\`; its key is a secret of the environment ` +
    '`ledger`, kept nowhere else, and a ruleset keeps what is on the branch.'
  );
}
