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
  readonly createdAt: string;
  updatedAt: string;
}

/** The rules that the sandbox enforces. */
export const RULE_TYPES = [
  'non_fast_forward',
  'deletion',
  'update',
  'required_linear_history',
  'required_status_checks',
] as const;

/** A check that a commit must have passed. */
export interface RequiredCheck {
  readonly context: string;
  /** The app whose check it is; absent for anybody's. */
  readonly app?: number;
}

export type RuleType = (typeof RULE_TYPES)[number];
