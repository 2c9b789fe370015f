import { formatTime } from '../../../core/common/clock.ts';
import { notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Reply } from '../http/reply.ts';
import { noContent, ok } from '../http/reply.ts';
import type { Guard, Route } from '../http/route.ts';
import { organization, repository, route } from '../http/route.ts';
import type { Schema } from '../render/schema.ts';
import type { Secret, SecretStore } from '../state/secret-store.ts';
import { environmentOf } from './environments.ts';

interface Level {
  readonly path: string;
  readonly store: (call: Call) => SecretStore;
  readonly read: Guard;
  readonly write: Guard;
  /** Organisation secrets say which repositories see them; the sandbox has only `all`. */
  readonly extra: object;
}

const LEVELS: readonly Level[] = [
  {
    path: '/orgs/{org}/actions/secrets',
    store: (call) => call.organization.secrets,
    read: organization('organization_secrets:read'),
    write: organization('organization_secrets:write'),
    extra: { visibility: 'all' },
  },
  {
    path: '/repos/{owner}/{repo}/actions/secrets',
    store: (call) => call.repository.secrets,
    read: repository('secrets:read'),
    write: repository('secrets:write'),
    extra: {},
  },
  {
    path: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
    store: (call) => environmentOf(call).secrets,
    read: repository('environments:read'),
    write: repository('environments:write'),
    extra: {},
  },
];

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
