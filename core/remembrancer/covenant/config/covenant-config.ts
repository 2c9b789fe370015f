import type { Level, RuleId } from '../rule.ts';

/** The member `covenant` of `.github/vaultmesh.yml`, with its defaults. */
export interface CovenantConfig {
  /** The rule set that was agreed to: a rule of a later one only advises. */
  readonly ruleSet: number;
  /** The level of every rule that `levels` does not name; absent for each rule's own. */
  readonly level?: Level;
  readonly levels: ReadonlyMap<RuleId, Level>;
  readonly exceptions: readonly Exception[];
  /** Globs of paths that only change with a decision. */
  readonly guarded: readonly string[];
  /** The log's verifier key, as the repository's owners know it. */
  readonly vkey?: string;
  /** Glob of the tags that are releases. */
  readonly releases: string;
  /** Where decisions are. */
  readonly decisions: string;
}

/** What is not held against the repository, why, and for how long. It is reported each time. */
export interface Exception {
  readonly rule: RuleId;
  /** Globs; absent for what has no path, and for all paths. */
  readonly paths?: readonly string[];
  /** How the message of a finding has to begin, which names what was found; absent for every message. */
  readonly beginning?: string;
  readonly reason: string;
  /** The last day that it holds, YYYY-MM-DD in UTC. */
  readonly until: string;
}
