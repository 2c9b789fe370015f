/** A set of rules over the refs that its conditions name. */
export interface Ruleset {
  readonly id: number;
  name: string;
  target: 'branch' | 'tag';
  enforcement: 'active' | 'disabled' | 'evaluate';
  /** Ref patterns: `refs/heads/ledger`, `refs/heads/release/*`, `~DEFAULT_BRANCH`, `~ALL`. */
  include: string[];
  exclude: string[];
  rules: RuleType[];
  /** What `required_status_checks` asks for; nothing where that is not among the rules. */
  checks: readonly RequiredCheck[];
  /** The roles that need not keep the rules. */
  bypass: readonly BypassRole[];
  readonly createdAt: string;
  updatedAt: string;
}

/** The rules that the sandbox enforces. */
export const RULE_TYPES = [
  'creation',
  'non_fast_forward',
  'deletion',
  'update',
  'required_linear_history',
  'pull_request',
  'required_status_checks',
] as const;

/** GitHub's numbers of the roles that may be let past, which are in no order. */
export const BYPASS_ROLES = { maintain: 2, write: 4, admin: 5 } as const;

export type BypassRole = keyof typeof BYPASS_ROLES;

/** A check that a commit must have passed. */
export interface RequiredCheck {
  readonly context: string;
  /** The app whose check it is; absent for anybody's. */
  readonly app?: number;
}

export type RuleType = (typeof RULE_TYPES)[number];
