import type { Ruleset } from './ruleset.ts';
import type { SecretStore } from './secret-store.ts';
import type { VariableStore } from './variable-store.ts';

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
  readonly createdAt: string;
}

export interface Organization extends Account {
  readonly type: 'Organization';
  /** Role by login. */
  readonly members: Map<string, 'admin' | 'member'>;
  /** Logins by slug. */
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly secrets: SecretStore;
  readonly variables: VariableStore;
  readonly rulesets: Ruleset[];
  /** `free` has no rulesets for private repositories. */
  readonly plan: 'free' | 'team';
}

export function isOrganization(account: Account): account is Organization {
  return account.type === 'Organization';
}
