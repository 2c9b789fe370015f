import { ensureRuleset, type RulesetKeeper } from '../../github/ensure-ruleset.ts';
import type { RepositoryName } from '../../github/repository-name.ts';
import { LEDGER } from './ledger-names.ts';

/**
 * Keeps a ledger branch from being deleted and from being rewritten by force, by a ruleset that nobody may bypass.
 * False when it was there.
 */
export function protectLedger(
  client: RulesetKeeper,
  repository: RepositoryName,
  branch = LEDGER,
): Promise<boolean> {
  return ensureRuleset(client, repository, rulesetName(branch), branch);
}

/** A ruleset is found again by its name. */
const rulesetName = (branch: string): string =>
  `VaultMesh: the ledger only grows${branch === LEDGER ? '' : ` (${branch})`}`;
