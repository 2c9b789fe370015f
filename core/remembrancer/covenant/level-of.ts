import type { CovenantConfig } from './config/covenant-config.ts';
import type { Level, Rule } from './rule.ts';

/** What a broken rule does here. A rule that came after the rule set that was agreed to only advises, whatever is said of all. */
export function levelOf(rule: Pick<Rule, 'id' | 'level' | 'since'>, config: CovenantConfig): Level {
  const own = config.levels.get(rule.id);
  if (own !== undefined) return own;
  return rule.since > config.ruleSet ? 'advise' : (config.level ?? rule.level);
}
