import { formatTime } from '../../../core/common/clock.ts';
import { notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Reply } from '../http/reply.ts';
import { noContent, ok } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { route } from '../http/route.ts';
import type { Schema } from '../render/schema.ts';
import type { Secret, SecretStore } from '../state/secret-store.ts';
import { type ActionsLevel, actionsLevels } from './actions-levels.ts';

type Level = ActionsLevel<SecretStore>;

const LEVELS = actionsLevels('secrets', {
  organization: 'organization_secrets',
  repository: 'secrets',
});

function render(level: Level, secret: Secret): Schema<'actions-secret'> {
  return { name: secret.name, created_at: secret.createdAt, updated_at: secret.updatedAt, ...level.extra };
}

function put(call: Call, store: SecretStore): Reply {
  const fields = call.fields('Secret');
  const isNew = store.put(
    call.param('secret_name'),
    fields.string('encrypted_value'),
    fields.string('key_id'),
    formatTime(call.hub.clock()),
  );
  return isNew ? { status: 201, json: {} } : noContent();
}

const routesOf = (level: Level): Route[] => [
  route(`GET ${level.path}/public-key`, level.read, (call) =>
    ok(level.store(call).publicKey satisfies Schema<'actions-public-key'>),
  ),
  route(`GET ${level.path}`, level.read, (call) => {
    const secrets = level
      .store(call)
      .list()
      .map((secret) => render(level, secret));
    return ok({ total_count: secrets.length, secrets });
  }),
  route(`GET ${level.path}/{secret_name}`, level.read, (call) => {
    const secret = level.store(call).get(call.param('secret_name'));
    if (secret === undefined) throw notFound();
    return ok(render(level, secret));
  }),
  route(`PUT ${level.path}/{secret_name}`, level.write, (call) => put(call, level.store(call))),
  route(`DELETE ${level.path}/{secret_name}`, level.write, (call) => {
    if (!level.store(call).delete(call.param('secret_name'))) throw notFound();
    return noContent();
  }),
];

/** Actions secrets of organisations, repositories and environments: names come out, values only go in. */
export const secretRoutes = LEVELS.flatMap(routesOf);
