import { findOrMake, NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';

/** What GitHub calls the rules of a branch that only grows: a merge could put an earlier state back without force. */
const RULES = ['deletion', 'non_fast_forward', 'required_linear_history'] as const;

/** A type and no interface, for Octokit's parameters take those only. */
type RulesetFields = {
  name: string;
  target: 'branch';
  enforcement: 'active';
  conditions: { ref_name: { include: string[]; exclude: string[] } };
  rules: { type: (typeof RULES)[number] }[];
};

export interface RulesetKeeper {
  readonly rest: {
    readonly repos: {
      readonly getRepoRulesets: (
        parameters: RepositoryName & { includes_parents: false; per_page: number },
      ) => Promise<{ data: { id: number; name: string }[] }>;
      readonly getRepoRuleset: (
        parameters: RepositoryName & { ruleset_id: number; includes_parents: false },
      ) => Promise<{ data: { rules?: { type: string }[] } }>;
      readonly createRepoRuleset: (
        parameters: RepositoryName & RulesetFields & { request: { retries: number } },
      ) => Promise<{ data: { id: number } }>;
      readonly updateRepoRuleset: (
        parameters: RepositoryName & RulesetFields & { ruleset_id: number },
      ) => Promise<unknown>;
    };
  };
}

/**
 * A ruleset of this name that forbids everyone to delete `branch`, to push to it with force, and to push merges. One that
 * was made before with fewer rules gets the others. False when it was there as it should be.
 */
export async function ensureRuleset(
  client: RulesetKeeper,
  repository: RepositoryName,
  name: string,
  branch: string,
): Promise<boolean> {
  const { repos } = client.rest;
  const fields: RulesetFields = {
    name,
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
    rules: RULES.map((type) => ({ type })),
  };
  const { thing: ruleset_id, made } = await findOrMake(
    async () => {
      const { data } = await repos.getRepoRulesets({ ...repository, includes_parents: false, per_page: 100 });
      return data.find((ruleset) => ruleset.name === name)?.id;
    },
    async () => (await repos.createRepoRuleset({ ...repository, ...fields, ...NO_RETRY })).data.id,
  );
  if (made) return true;
  const { data } = await repos.getRepoRuleset({ ...repository, ruleset_id, includes_parents: false });
  const kept = data.rules?.map(({ type }) => type) ?? [];
  if (RULES.every((type) => kept.includes(type))) return false;
  await repos.updateRepoRuleset({ ...repository, ...fields, ruleset_id });
  return true;
}
