import type { Repository } from '../state/repository.ts';
import { matchesPattern } from './ref-pattern.ts';
import { rulesFor } from './rules-for.ts';

/** Whether a job may use an environment when it runs for `ref`. An environment that is not set up allows every ref. */
export function environmentAllows(repository: Repository, name: string, ref: string): boolean {
  const environment = repository.environments.get(name);
  const policy = environment?.deploymentBranchPolicy;
  if (environment === undefined || policy === undefined) return true;
  if (policy.protected_branches) return rulesFor(repository, ref).size > 0;
  const [, kind = '', short = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const type = kind === 'tags' ? 'tag' : 'branch';
  return environment.branchPolicies.some((one) => one.type === type && matchesPattern(one.name, short));
}
