import { accessTo } from '../access/access-to.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { Fields } from '../http/fields.ts';
import { nodeId } from '../render/node-id.ts';
import { applyRuleset, newRuleset, rulesetsOf } from '../repositories/rulesets.ts';
import { TypedGraphqlError } from './typed-graphql-error.ts';

/** `CreateRepositoryRulesetInput` of the schema, after graphql has checked it. */
export interface CreateRulesetInput {
  readonly clientMutationId?: string;
  readonly sourceId: string;
  readonly name: string;
  readonly target?: string;
  readonly enforcement: string;
  readonly conditions: object;
  readonly rules?: readonly { readonly type: string; readonly parameters?: object }[];
  readonly bypassActors?: readonly {
    readonly repositoryRoleDatabaseId?: number;
    readonly bypassMode: string;
  }[];
}

/** The mutation that makes a ruleset of a repository. Throws `TypedGraphqlError`. */
export function createRuleset(call: Call, input: CreateRulesetInput) {
  const { hub, actor } = call;
  const { sourceId, name } = input;
  const repository = [...hub.state.repositories.values()].find(
    (one) => nodeId('Repository', one.id) === sourceId,
  );
  const access = repository === undefined ? 'hidden' : accessTo(actor, repository, ['administration:write']);
  if (repository === undefined || access === 'hidden') {
    throw new TypedGraphqlError(
      'NOT_FOUND',
      `Could not resolve to a node with the global id of '${sourceId}'.`,
    );
  }
  if (access === 'forbidden')
    throw new TypedGraphqlError('FORBIDDEN', 'Resource not accessible by integration');
  try {
    const rulesets = rulesetsOf(repository);
    if (rulesets.some((one) => one.name === name)) throw new ApiError(422, 'Name must be unique');
    const ruleset = newRuleset(hub, name);
    applyRuleset(ruleset, new Fields(asRest(input), 'Ruleset'));
    rulesets.push(ruleset);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new TypedGraphqlError(error.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', error.message);
  }
  return { clientMutationId: input.clientMutationId ?? null };
}

/** The input in the words of the REST API. */
const asRest = ({
  target,
  enforcement,
  conditions,
  rules = [],
  bypassActors = [],
}: CreateRulesetInput): object => ({
  target: target?.toLowerCase(),
  enforcement: enforcement.toLowerCase(),
  conditions: inSnakeCase(conditions),
  rules: rules.map(({ type, parameters = {} }) => ({
    type: type.toLowerCase(),
    parameters: inSnakeCase(Object.values(parameters)[0]),
  })),
  bypass_actors: bypassActors.map(({ repositoryRoleDatabaseId, bypassMode }) => ({
    actor_id: repositoryRoleDatabaseId,
    actor_type: 'RepositoryRole',
    bypass_mode: bypassMode.toLowerCase(),
  })),
});

function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inSnakeCase(inner),
    ]),
  );
}
