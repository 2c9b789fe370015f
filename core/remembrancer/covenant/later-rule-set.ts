import type { Inputs } from './covenant-context.ts';
import type { Notice } from './covenant-result.ts';
import { RULES } from './rules/rules.ts';

/** The newest rule set of this version. */
const NEWEST = Math.max(...RULES.map(({ since }) => since));

/** What is to be said where more was agreed to than this version holds a repository to. */
export function laterRuleSet({ config: { ruleSet } }: Inputs): Notice[] {
  if (ruleSet <= NEWEST) return [];
  const message = `Rule set ${ruleSet} was agreed to, and this version has rules up to rule set ${NEWEST}.`;
  return [{ message, remedy: 'Take a version that has it, or correct covenant.rule-set.' }];
}
