import type { RulesetKeeper } from '../../core/github/ensure-ruleset.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import type { FolderReader } from '../../core/github/read-folder.ts';
import {
  ledgerOrigin,
  type LedgerProvisioner,
  protectLedger,
  protectVersionTags,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';
import { witnessLedger } from '../guard/witness-ledger.ts';
import type { WitnessKeeper } from '../guard/witness-memory.ts';
import { recordsByItself } from '../releases/records-by-itself.ts';
import type { Services } from '../services.ts';

export type LedgerAdopter = FolderReader & LedgerProvisioner & RulesetKeeper & WitnessKeeper;

/**
 * Gives a repository a ledger as a spawned one has it: environment, sealed key, branch and ruleset, witnessed. What is there stays.
 * Runs on the default branch may use the key; runs at version tags only where a workflow records releases by itself, and then those tags
 * are for maintainers.
 */
export async function adoptLedger(
  client: LedgerAdopter,
  repository: Repository,
  services: Services,
): Promise<string> {
  const { name, url } = repository;
  const { spawnSettings, witness } = services.config;
  const origin = ledgerOrigin(spawnSettings.serverUrl, name);
  const first = { tag: 'v1.0.0', prerelease: false, commit: repository.defaultBranch };
  const own = await recordsByItself(client, name, { ...first, action: spawnSettings.recordAction });
  const forTags = own.length > 0;
  // Before there is a key.
  if (forTags) await protectVersionTags(client, name);
  await provisionLedger(client, repository, { origin, witnesses: [witness.verifierKey], forTags });
  await protectLedger(client, name);
  await witnessLedger(client, name, services);
  return (
    `The ledger is [the branch \`ledger\`](${url}/tree/ledger), log \`${origin}\`; its key is a secret of the environment ` +
    `\`ledger\`, kept nowhere else, for runs on \`${repository.defaultBranch}\`, and a ruleset keeps what is on the branch.` +
    (forTags
      ? ` Runs at tags \`v*\` may use it too, since ${own.map((file) => `\`${file}\``).join(', ')} records releases by itself: a ruleset ` +
        'lets only maintainers and administrators make, move or delete these tags.'
      : '')
  );
}
