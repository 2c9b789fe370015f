import type { Finding } from '../finding.ts';
import type { ReadDecision } from '../read-decision.ts';

/** What the decisions are held against, beside themselves. */
export interface LintContext {
  /** The day that it is, YYYY-MM-DD; without it no `review-by` is too old. */
  readonly today?: string;
  /** The decisions before the change that is looked at; without them no change is. */
  readonly base?: readonly ReadDecision[];
}

/** Looks at all decisions of a repository; each rule is one file, named as its findings are. */
export type Rule = (decisions: readonly ReadDecision[], context: LintContext) => readonly Finding[];
