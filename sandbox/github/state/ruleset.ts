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
  readonly createdAt: string;
  updatedAt: string;
}

/** The rules that the sandbox enforces. */
export const RULE_TYPES = ['non_fast_forward', 'deletion', 'update', 'required_linear_history'] as const;

export type RuleType = (typeof RULE_TYPES)[number];
