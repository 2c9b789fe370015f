import { findOrMake, NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';
import {
  isKept,
  type KeptRuleset,
  listRulesets,
  type Ruleset,
  type RulesetFields,
  rulesetFields,
  type RulesetReader,
} from './ruleset.ts';

export type { Ruleset } from './ruleset.ts';

export interface RulesetRestorer extends RulesetReader {
  readonly rest: {
    readonly repos: RulesetReader['rest']['repos'] & {
      readonly getRepoRuleset: (
        parameters: RepositoryName & { ruleset_id: number; includes_parents: false },
      ) => Promise<{ data: KeptRuleset }>;
      readonly updateRepoRuleset: (
        parameters: RepositoryName & RulesetFields & { ruleset_id: number },
      ) => Promise<unknown>;
    };
  };
}

export interface RulesetKeeper extends RulesetRestorer {
  readonly rest: {
    readonly repos: RulesetRestorer['rest']['repos'] & {
      readonly createRepoRuleset: (
        parameters: RepositoryName & RulesetFields & { request: { retries: number } },
      ) => Promise<{ data: { id: number } }>;
    };
  };
}

/**
 * Keeps a ruleset. One of its name that protects less is made as it should be: one that is switched off, is for other refs, lacks a
 * rule or lets more people past. False when it was there as it should be.
 */
export async function ensureRuleset(
  client: RulesetKeeper,
  repository: RepositoryName,
  ruleset: Ruleset,
): Promise<boolean> {
  const { thing: id, made } = await findOrMake(
    async () => (await listRulesets(client, repository)).get(ruleset.name),
    async () => {
      const fields = rulesetFields(ruleset);
      return (await client.rest.repos.createRepoRuleset({ ...repository, ...fields, ...NO_RETRY })).data.id;
    },
  );
  return made || restoreRuleset(client, repository, id, ruleset);
}

/** Makes the ruleset with that number as it should be. False when it was. */
export async function restoreRuleset(
  client: RulesetRestorer,
  repository: RepositoryName,
  ruleset_id: number,
  ruleset: Ruleset,
): Promise<boolean> {
  const { repos } = client.rest;
  const fields = rulesetFields(ruleset);
  const { data } = await repos.getRepoRuleset({ ...repository, ruleset_id, includes_parents: false });
  if (isKept(fields, data)) return false;
  await repos.updateRepoRuleset({ ...repository, ...fields, ruleset_id });
  return true;
}
