import type { Edit, Fix, Found } from './found.ts';
import type { Group, Level, RuleId, Severity } from './rule.ts';

/** Where something is in a file, as SARIF and GitHub count: from 1, columns in UTF-16 code units, `endColumn` behind the last. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** An edit that says where it is in both ways: by offsets and by line and column. */
export interface PlacedEdit extends Edit, Region {}

export interface PlacedFix extends Fix {
  /** Not overlapping, in the order of the text. */
  readonly edits: readonly PlacedEdit[];
  /** SHA-256 in hex of the file that the edits are of: in any other they may be wrong. */
  readonly sha256: string;
}

/** What a rule found, with whose it is and what it counts for. It has the four members of a region, or none of them. */
export interface Finding extends Omit<Found, 'range' | 'fix'>, Partial<Region> {
  readonly rule: RuleId;
  readonly title: string;
  readonly level: Level;
  readonly severity: Severity;
  readonly fix?: PlacedFix;
  /** SHA-256 in hex of the rule, the path, the message, and which of its equals it is: it stays when lines move. */
  readonly fingerprint: string;
  /** Of what the configuration does not hold against the repository. */
  readonly excepted?: {
    readonly reason: string;
    /** The last day that it holds, YYYY-MM-DD in UTC. */
    readonly until: string;
  };
}

/** `broken` at any level; `excepted` when all that it found is excepted; `cannot-tell` when nothing else was found. */
export type RuleOutcome = 'held' | 'broken' | 'excepted' | 'cannot-tell' | 'not-applicable';

export interface RuleReport {
  readonly rule: RuleId;
  readonly title: string;
  readonly group: Group;
  readonly level: Level;
  readonly severity: Severity;
  readonly outcome: RuleOutcome;
  /** How many findings count. */
  readonly findings: number;
  /** How many are excepted. */
  readonly excepted: number;
  /** Why it has nothing to look at here. */
  readonly why?: string;
}

/** Something about the check itself, such as an exception that has expired. */
export interface Notice {
  readonly message: string;
  readonly remedy: string;
}

/** What came of checking a tree against all rules. */
export interface CovenantResult {
  /** Of the enforced rules: `broken` when one is, `incomplete` when none is but of one it cannot be told. */
  readonly verdict: 'held' | 'broken' | 'incomplete';
  /** What was looked at, as the tree names itself. */
  readonly tree: string;
  /** A path of the tree that stands for all of it, for what is about no file and needs a place. */
  readonly standIn: string;
  /** Of a check that did not look at all of it by all rules: what it looked at. */
  readonly part?: string;
  readonly files: number;
  readonly bytes: number;
  /** How many files no rule for single files looked into, such as binary ones. */
  readonly passedOver: number;
  readonly ruleSet: number;
  /** Of all rules that ran, by id. */
  readonly rules: readonly RuleReport[];
  /** What counts, by path, line, column and rule. */
  readonly findings: readonly Finding[];
  /** What is excepted, in the same order. */
  readonly excepted: readonly Finding[];
  readonly notices: readonly Notice[];
}
