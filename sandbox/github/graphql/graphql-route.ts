import type { GraphQLError } from 'graphql';
import { buildSchema, graphql } from 'graphql';
import { accessTo } from '../access/access-to.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Reply } from '../http/reply.ts';
import { ok } from '../http/reply.ts';
import { AUTHENTICATED, route } from '../http/route.ts';
import type { CreateCommitOnBranchInput } from './create-commit-on-branch.ts';
import { createCommitOnBranch } from './create-commit-on-branch.ts';
import { createRuleset, type CreateRulesetInput } from './create-ruleset.ts';
import { repositoryNode } from './repository-node.ts';
import { SCHEMA } from './schema.ts';
import { TypedGraphqlError } from './typed-graphql-error.ts';
import { updateRefs, type UpdateRefsInput } from './update-refs.ts';

const schema = buildSchema(SCHEMA);

const resolvers = (call: Call) => ({
  repository: ({ owner, name }: { owner: string; name: string }) => {
    const repository = call.hub.state.repository(owner, name);
    if (repository === undefined || accessTo(call.actor, repository, ['contents:read']) !== 'allowed') {
      throw new TypedGraphqlError(
        'NOT_FOUND',
        `Could not resolve to a Repository with the name '${owner}/${name}'.`,
      );
    }
    return repositoryNode(call, repository);
  },
  rateLimit: () => call.hub.limits.count(call.actor, 0),
  viewer: () => ({ login: call.author.account.login }),
  createCommitOnBranch: ({ input }: { input: CreateCommitOnBranchInput }) =>
    createCommitOnBranch(call, input),
  createRepositoryRuleset: ({ input }: { input: CreateRulesetInput }) => createRuleset(call, input),
  updateRefs: ({ input }: { input: UpdateRefsInput }) => updateRefs(call, input),
});

/** GitHub's form of an error: `type` stands beside `message`. */
function renderError(error: GraphQLError) {
  const { originalError, message, path, locations } = error;
  const type = originalError instanceof TypedGraphqlError ? { type: originalError.type } : {};
  return { ...type, ...(path === undefined ? {} : { path }), locations, message };
}

async function execute(call: Call): Promise<Reply> {
  const fields = call.fields('Query');
  const query = fields.optionalString('query');
  if (query === undefined)
    throw new ApiError(400, 'A query attribute must be specified and must be a string.');
  const result = await graphql({
    schema,
    source: query,
    rootValue: resolvers(call),
    variableValues: Object.fromEntries(fields.object('variables')?.entries() ?? []),
  });
  const data = result.data === undefined ? {} : { data: result.data };
  if (result.errors === undefined) return ok(data);
  return ok({ ...data, errors: result.errors.map(renderError) });
}

/** GraphQL, for the queries and the mutations that the schema beside this file has. */
export const graphqlRoute = route('POST /graphql', AUTHENTICATED, execute);
