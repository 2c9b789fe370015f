import { isOrganization } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';
import type { RuleType, Ruleset } from '../state/ruleset.ts';
import { matchesPattern } from './ref-pattern.ts';

/** The rules that hold for a ref (full name) by the active rulesets of the repository and its organisation. */
export function rulesFor(repository: Repository, ref: string): Set<RuleType> {
  const { owner } = repository;
  const rulesets = [...repository.rulesets, ...(isOrganization(owner) ? owner.rulesets : [])];
  const active = rulesets.filter((ruleset) => ruleset.enforcement === 'active');
  return new Set(active.filter((one) => covers(one, repository, ref)).flatMap((one) => one.rules));
}

/** Whether a tag belongs to a published release that may no longer change. */
export function isFrozen(repository: Repository, ref: string): boolean {
  return repository.releases.some((release) => release.immutable && `refs/tags/${release.tag}` === ref);
}

function covers(ruleset: Ruleset, repository: Repository, ref: string): boolean {
  const folder = ruleset.target === 'branch' ? 'refs/heads/' : 'refs/tags/';
  if (!ref.startsWith(folder)) return false;
  const matches = (pattern: string): boolean => {
    if (pattern === '~ALL') return true;
    if (pattern === '~DEFAULT_BRANCH') return ref === `refs/heads/${repository.defaultBranch}`;
    return matchesPattern(pattern, ref);
  };
  return ruleset.include.some(matches) && !ruleset.exclude.some(matches);
}
