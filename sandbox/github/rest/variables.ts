import { formatTime } from '../../../core/common/clock.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { noContent, ok } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { route } from '../http/route.ts';
import type { Schema } from '../render/schema.ts';
import type { Variable, VariableStore } from '../state/variable-store.ts';
import { type ActionsLevel, actionsLevels } from './actions-levels.ts';

type Level = ActionsLevel<VariableStore>;

const LEVELS = actionsLevels('variables', {
  organization: 'organization_actions_variables',
  repository: 'actions_variables',
});

function render(level: Level, variable: Variable): Schema<'actions-variable'> {
  const { name, value, createdAt: created_at, updatedAt: updated_at } = variable;
  return { name, value, created_at, updated_at, ...level.extra };
}

function find(level: Level, call: Call): Variable {
  const variable = level.store(call).get(call.param('name'));
  if (variable === undefined) throw notFound();
  return variable;
}

const routesOf = (level: Level): Route[] => [
  route(`GET ${level.path}`, level.read, (call) => {
    const variables = level
      .store(call)
      .list()
      .map((variable) => render(level, variable));
    return ok({ total_count: variables.length, variables });
  }),
  route(`POST ${level.path}`, level.write, (call) => {
    const store = level.store(call);
    const fields = call.fields('Variable');
    const [name, value] = [fields.string('name'), fields.string('value')];
    if (store.get(name) !== undefined) throw new ApiError(409, 'Already exists - Variable already exists');
    store.set(name, value, formatTime(call.hub.clock()));
    return { status: 201, json: {} };
  }),
  route(`GET ${level.path}/{name}`, level.read, (call) => ok(render(level, find(level, call)))),
  route(`PATCH ${level.path}/{name}`, level.write, (call) => {
    const { name, value } = find(level, call);
    const wanted = call.fields('Variable').optionalString('value') ?? value;
    level.store(call).set(name, wanted, formatTime(call.hub.clock()));
    return noContent();
  }),
  route(`DELETE ${level.path}/{name}`, level.write, (call) => {
    level.store(call).delete(find(level, call).name);
    return noContent();
  }),
];

/** Actions variables of organisations, repositories and environments. */
export const variableRoutes = LEVELS.flatMap(routesOf);
