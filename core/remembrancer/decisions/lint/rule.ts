import type { Finding } from '../finding.ts';
import type { ReadDecision } from '../read-decision.ts';

/** Looks at all decisions of a repository; each rule is one file, named as its findings are. */
export type Rule = (decisions: readonly ReadDecision[]) => readonly Finding[];
