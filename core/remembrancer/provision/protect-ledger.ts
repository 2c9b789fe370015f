import { ensureRuleset, type Ruleset, type RulesetKeeper } from '../../github/ensure-ruleset.ts';
import type { RepositoryName } from '../../github/repository-name.ts';
import { LEDGER } from './ledger-names.ts';

/**
 * Keeps a ledger branch from being deleted and from being rewritten by force, by a ruleset that nobody may bypass.
 * False when it was there.
 */
export const protectLedger = (
  client: RulesetKeeper,
  repository: RepositoryName,
  branch = LEDGER,
): Promise<boolean> => ensureRuleset(client, repository, ledgerRuleset(branch));

export const ledgerRuleset = (branch = LEDGER): Ruleset => ({
  name: `VaultMesh: the ledger only grows${branch === LEDGER ? '' : ` (${branch})`}`,
  ref: `refs/heads/${branch}`,
  rules: ONLY_GROWS.map((type) => ({ type })),
});

/** What GitHub calls the rules of a branch that only grows: a merge could put an earlier state back without force. */
const ONLY_GROWS = ['deletion', 'non_fast_forward', 'required_linear_history'] as const;
