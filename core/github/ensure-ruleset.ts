import { findOrMake, NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';

export interface RulesetKeeper {
  readonly rest: {
    readonly repos: {
      readonly getRepoRulesets: (
        parameters: RepositoryName & { includes_parents: false; per_page: number },
      ) => Promise<{ data: { id: number; name: string }[] }>;
      readonly createRepoRuleset: (
        parameters: RepositoryName & {
          name: string;
          target: 'branch';
          enforcement: 'active';
          conditions: { ref_name: { include: string[]; exclude: string[] } };
          rules: { type: 'deletion' | 'non_fast_forward' }[];
          request: { retries: number };
        },
      ) => Promise<{ data: { id: number } }>;
    };
  };
}

/** A ruleset of this name that forbids everyone to delete `branch` or to push to it with force. False when it was there. */
export async function ensureRuleset(
  client: RulesetKeeper,
  repository: RepositoryName,
  name: string,
  branch: string,
): Promise<boolean> {
  const { repos } = client.rest;
  const { made } = await findOrMake(
    async () => {
      const { data } = await repos.getRepoRulesets({ ...repository, includes_parents: false, per_page: 100 });
      return data.find((ruleset) => ruleset.name === name)?.id;
    },
    async () => {
      const { data } = await repos.createRepoRuleset({
        ...repository,
        name,
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
        rules: [{ type: 'deletion' }, { type: 'non_fast_forward' }],
        ...NO_RETRY,
      });
      return data.id;
    },
  );
  return made;
}
