import type { RepositoryName } from './repository-name.ts';
import { found } from './status.ts';

type EnvironmentName = RepositoryName & { environment_name: string };

export interface EnvironmentKeeper {
  readonly rest: {
    readonly repos: {
      readonly getEnvironment: (parameters: EnvironmentName) => Promise<{
        data: { deployment_branch_policy?: { custom_branch_policies: boolean } | null };
      }>;
      readonly createOrUpdateEnvironment: (
        parameters: EnvironmentName & {
          deployment_branch_policy: { protected_branches: false; custom_branch_policies: true };
        },
      ) => Promise<unknown>;
      readonly listDeploymentBranchPolicies: (
        parameters: EnvironmentName,
      ) => Promise<{ data: { branch_policies: { name?: string; type?: string }[] } }>;
      readonly createDeploymentBranchPolicy: (parameters: EnvironmentName & RefPattern) => Promise<unknown>;
    };
  };
}

/** Refs whose workflow runs may use the environment. */
export type RefPattern = Readonly<{ name: string; type: 'branch' | 'tag' }>;

/**
 * An environment that only runs of the refs in `patterns` may use. One that exists and already chooses its refs
 * is not written again, because writing takes away reviewers and timers that people have set. False when all of it
 * was there.
 */
export async function ensureEnvironment(
  client: EnvironmentKeeper,
  repository: RepositoryName,
  name: string,
  patterns: readonly RefPattern[],
): Promise<boolean> {
  const environment = { ...repository, environment_name: name };
  const { repos } = client.rest;
  const existing = await found(repos.getEnvironment(environment));
  let changed = existing?.data.deployment_branch_policy?.custom_branch_policies !== true;
  if (changed) {
    await repos.createOrUpdateEnvironment({
      ...environment,
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
  }
  const { data } = await repos.listDeploymentBranchPolicies(environment);
  for (const pattern of patterns) {
    const there = data.branch_policies.some(
      ({ name: ref, type = 'branch' }) => ref === pattern.name && type === pattern.type,
    );
    if (there) continue;
    await repos.createDeploymentBranchPolicy({ ...environment, ...pattern });
    changed = true;
  }
  return changed;
}
