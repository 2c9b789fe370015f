import { restoreRuleset, type RulesetRestorer } from './ensure-ruleset.ts';
import { findOrMake, NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';
import { listRulesets, type Ruleset, rulesetFields } from './ruleset.ts';

export interface RulesetsKeeper extends RulesetRestorer {
  graphql<T>(query: string, variables: Record<string, unknown>): Promise<T>;
}

/**
 * Keeps several rulesets, as `ensureRuleset` keeps one. Those that are not there are made by one request, of which GitHub may do a
 * part: the next call makes the rest. False when all were there as they should be.
 */
export async function ensureRulesets(
  client: RulesetsKeeper,
  { id, name }: { readonly id: string; readonly name: RepositoryName },
  rulesets: readonly Ruleset[],
): Promise<boolean> {
  const before = await listRulesets(client, name);
  let missing = rulesets.filter((ruleset) => !before.has(ruleset.name));
  const { made } = await findOrMake(
    async () => {
      if (missing.length === 0) return true;
      const now = await listRulesets(client, name);
      missing = missing.filter((ruleset) => !now.has(ruleset.name));
      return missing.length === 0 ? true : undefined;
    },
    async () => {
      await createRulesets(client, id, missing);
      return true;
    },
  );
  let changed = made;
  for (const ruleset of rulesets) {
    const number = before.get(ruleset.name);
    if (number !== undefined && (await restoreRuleset(client, name, number, ruleset))) changed = true;
  }
  return changed;
}

async function createRulesets(
  client: RulesetsKeeper,
  sourceId: string,
  rulesets: readonly Ruleset[],
): Promise<void> {
  const names = rulesets.map((_, n) => `ruleset${n}`);
  const parameters = names.map((name) => `$${name}: CreateRepositoryRulesetInput!`).join(', ');
  const fields = names.map((name, n) => {
    const alias = n === 0 ? '' : `${name}: `;
    return `  ${alias}createRepositoryRuleset(input: $${name}) { clientMutationId }`;
  });
  const inputs = rulesets.map((ruleset, n): [string, object] => [
    `ruleset${n}`,
    { sourceId, ...inputOf(ruleset) },
  ]);
  await client.graphql(`mutation (${parameters}) {\n${fields.join('\n')}\n}`, {
    ...Object.fromEntries(inputs),
    ...NO_RETRY,
  });
}

/** What REST takes of a ruleset, in the words of GraphQL. */
function inputOf(ruleset: Ruleset): object {
  const { name, target, enforcement, bypass_actors, conditions, rules } = rulesetFields(ruleset);
  return {
    name,
    target: target.toUpperCase(),
    enforcement: enforcement.toUpperCase(),
    bypassActors: bypass_actors.map(({ actor_id, bypass_mode }) => ({
      repositoryRoleDatabaseId: actor_id,
      bypassMode: bypass_mode.toUpperCase(),
    })),
    conditions: inCamelCase(conditions),
    rules: rules.map((rule) => ({
      type: rule.type.toUpperCase(),
      ...('parameters' in rule && { parameters: inCamelCase({ [rule.type]: rule.parameters }) }),
    })),
  };
}

/** `required_status_checks` and all keys below it become `requiredStatusChecks`. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      inCamelCase(inner),
    ]),
  );
}
