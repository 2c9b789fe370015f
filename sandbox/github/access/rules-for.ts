import { isOrganization } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';
import type { RequiredCheck, RuleType, Ruleset } from '../state/ruleset.ts';
import type { Actor } from './actor.ts';
import { matchesPattern } from './ref-pattern.ts';
import { roleOf } from './role-of.ts';

/** The rules that hold for a ref (full name) by the active rulesets of the repository and its organisation; for `actor` only, where given. */
export const rulesFor = (repository: Repository, ref: string, actor?: Actor): Set<RuleType> =>
  new Set(rulesetsFor(repository, ref, actor).flatMap((one) => one.rules));

/** The checks that a commit must have passed before it comes to a ref (full name). */
export const requiredChecks = (repository: Repository, ref: string, actor?: Actor): RequiredCheck[] =>
  rulesetsFor(repository, ref, actor).flatMap((one) => one.checks);

function rulesetsFor(repository: Repository, ref: string, actor: Actor | undefined): Ruleset[] {
  const { owner } = repository;
  const rulesets = [...repository.rulesets, ...(isOrganization(owner) ? owner.rulesets : [])];
  // Apps have no role, and no token of a workflow has one.
  const role = actor?.kind === 'user' ? roleOf(actor.account, repository) : 'none';
  return rulesets.filter(
    (one) =>
      one.enforcement === 'active' &&
      covers(one, repository, ref) &&
      !one.bypass.some((passes) => passes === role),
  );
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
