import type { RulesetKeeper } from '../../core/github/ensure-ruleset.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import {
  ledgerOrigin,
  type LedgerProvisioner,
  protectLedger,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';

/** Gives a repository a ledger as a spawned one has it: environment, sealed key, branch and ruleset. What is there stays. */
export async function adoptLedger(
  client: LedgerProvisioner & RulesetKeeper,
  repository: Repository,
  { serverUrl, witnessKey }: { serverUrl: string; witnessKey: string },
): Promise<string> {
  const { name, url } = repository;
  const origin = ledgerOrigin(serverUrl, name);
  await provisionLedger(client, repository, { origin, witnesses: [witnessKey] });
  await protectLedger(client, name);
  return (
    `The ledger is [the branch \`ledger\`](${url}/tree/ledger), log \`${origin}\`; its key is a secret of the environment ` +
    '`ledger`, kept nowhere else, and a ruleset keeps what is on the branch.'
  );
}
