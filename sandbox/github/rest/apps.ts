import { formatTime } from '../../../core/common/clock.ts';
import { grants } from '../access/grants.ts';
import { newToken } from '../access/new-token.ts';
import type { InstallationActor } from '../access/actor.ts';
import type { Permissions } from '../github-sandbox.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { refusal } from '../http/guard.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import { ANYONE, APP, AUTHENTICATED, INSTALLATION, route } from '../http/route.ts';
import { renderApp, renderInstallation } from '../render/app.ts';
import { renderRepository } from '../render/repository.ts';
import type { Schema } from '../render/schema.ts';
import type { Account } from '../state/account.ts';
import type { App, Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import { reaches } from '../state/state.ts';
import { installationRepositoriesPayload } from '../webhooks/installation-payload.ts';

const HOUR = 3_600_000;

/** The app behind the JWT. */
export function appOf(call: Call): App {
  if (call.actor.kind !== 'app') throw refusal(call.actor);
  return call.actor.app;
}

function installationOf(call: Call): Installation {
  const installation = call.hub.state.installations.get(call.id('installation_id'));
  if (installation?.app !== appOf(call)) throw notFound();
  return installation;
}

function installationOn(call: Call, account: Account | undefined) {
  const installation = account && call.hub.state.installationOf(appOf(call), account);
  if (installation === undefined) throw notFound();
  return ok(renderInstallation(call.hub, installation));
}

const reached = (
  call: Call,
  scope: Pick<InstallationActor, 'repositories'> & { account: Account },
): Repository[] => [...call.hub.state.repositories.values()].filter((one) => reaches(scope, one));

/** The permissions asked for, which the installation must have; all of them when none are asked for. */
function narrowedPermissions(call: Call, installation: Installation): Permissions {
  const asked = call.fields('Installation').object('permissions');
  if (asked === undefined) return installation.permissions;
  const entries = asked.entries().map(([name, level]) => {
    const wanted = level === 'read' || level === 'write' ? level : 'write';
    if (!grants(installation.permissions, `${name}:${wanted}`)) {
      throw new ApiError(422, 'The permissions requested are not granted to this installation.');
    }
    return [name, wanted] as const;
  });
  return { metadata: 'read', ...Object.fromEntries(entries) };
}

/** The repositories asked for by id or name; the installation's own when none are. */
function narrowedRepositories(call: Call, installation: Installation): 'all' | Set<number> {
  const fields = call.fields('Installation');
  const names = fields.strings('repositories');
  const ids = fields.integers('repository_ids');
  if (names === undefined && ids === undefined) return installation.repositories;
  const within = reached(call, installation);
  const wanted = [
    ...(ids ?? []).map((id) => within.find((one) => one.id === id)),
    ...(names ?? []).map((name) => within.find((one) => one.name === name)),
  ];
  return new Set(
    wanted.map((one) => {
      if (one !== undefined) return one.id;
      throw new ApiError(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }),
  );
}

/** Only an owner of the account changes what an installation reaches. */
function requireOwner(call: Call, installation: Installation): void {
  const { actor } = call;
  const { account } = installation;
  const role = call.hub.state.organization(account.login)?.members.get(call.author.account.login);
  if (actor.kind !== 'user' || (actor.account !== account && role !== 'admin')) throw refusal(actor);
}

function changeSelection(call: Call, action: 'added' | 'removed') {
  const { hub, actor } = call;
  const installation = hub.state.installations.get(call.id('installation_id'));
  const repository = hub.state.repositories.get(call.id('repository_id'));
  if (installation === undefined || repository?.owner !== installation.account) throw notFound();
  requireOwner(call, installation);
  if (installation.repositories === 'all')
    throw new ApiError(422, 'The installation reaches all repositories.');
  if (action === 'added') installation.repositories.add(repository.id);
  else installation.repositories.delete(repository.id);
  const payload = installationRepositoriesPayload(hub, installation, action, [repository]);
  const account = installation.account;
  hub.events.raise({ name: 'installation_repositories', payload, actor, account, only: installation });
  return noContent();
}

/** Apps, their installations and the tokens that work in their name. */
export const appRoutes = [
  route('GET /app', APP, (call) => ok(renderApp(call.hub, appOf(call)))),

  route('POST /app-manifests/{code}/conversions', ANYONE, (call) => {
    const { manifestCodes, apps } = call.hub.state;
    const made = manifestCodes.get(call.param('code'));
    const app = made && apps.get(made.slug);
    if (made === undefined || app === undefined) throw notFound();
    manifestCodes.delete(call.param('code'));
    return created({
      ...renderApp(call.hub, app),
      client_id: made.clientId,
      client_secret: newToken('ghs').slice(4),
      webhook_secret: made.webhookSecret,
      pem: made.privateKey,
    });
  }),

  route('GET /apps/{app_slug}', ANYONE, (call) => {
    const app = call.hub.state.apps.get(call.param('app_slug'));
    if (app === undefined) throw notFound();
    return ok(renderApp(call.hub, app));
  }),

  route('GET /app/installations', APP, (call) => {
    const app = appOf(call);
    const mine = [...call.hub.state.installations.values()].filter((one) => one.app === app);
    const { items, headers } = paginate(call, mine);
    return ok(
      items.map((one) => renderInstallation(call.hub, one)),
      headers,
    );
  }),

  route('GET /app/installations/{installation_id}', APP, (call) =>
    ok(renderInstallation(call.hub, installationOf(call))),
  ),

  route('GET /orgs/{org}/installation', APP, (call) => installationOn(call, call.organization)),

  route('GET /users/{username}/installation', APP, (call) =>
    installationOn(call, call.hub.state.account(call.param('username'))),
  ),

  route('GET /repos/{owner}/{repo}/installation', APP, (call) => installationOn(call, call.repository.owner)),

  route('POST /app/installations/{installation_id}/access_tokens', APP, (call) => {
    const { hub } = call;
    const installation = installationOf(call);
    const permissions = narrowedPermissions(call, installation);
    const repositories = narrowedRepositories(call, installation);
    const expiresAt = new Date(hub.clock().getTime() + HOUR);
    const token = newToken('ghs');
    const actor = {
      kind: 'installation',
      app: installation.app,
      installation,
      permissions,
      repositories,
    } as const;
    hub.state.tokens.set(token, { actor, expiresAt });
    const subset =
      repositories === installation.repositories
        ? {}
        : {
            repositories: reached(call, { account: installation.account, repositories }).map((one) =>
              renderRepository(hub, one),
            ),
          };
    const body: Schema<'installation-token'> = {
      token,
      expires_at: formatTime(expiresAt),
      permissions,
      repository_selection: repositories === 'all' ? 'all' : 'selected',
      ...subset,
    };
    return created(body);
  }),

  route('GET /installation/repositories', INSTALLATION, (call) => {
    const { hub, actor } = call;
    if (actor.kind !== 'installation') throw refusal(actor);
    const { installation, repositories: scope } = actor;
    const all =
      scope === 'all'
        ? installation === undefined
          ? []
          : reached(call, installation)
        : [...hub.state.repositories.values()].filter((one) => scope.has(one.id));
    const { items, headers } = paginate(call, all);
    const repositories: Schema<'repository'>[] = items.map((one) => renderRepository(hub, one));
    return ok(
      { total_count: all.length, repository_selection: scope === 'all' ? 'all' : 'selected', repositories },
      headers,
    );
  }),

  route('DELETE /installation/token', INSTALLATION, (call) => {
    for (const [token, { actor }] of call.hub.state.tokens) {
      if (actor === call.actor) call.hub.state.tokens.delete(token);
    }
    return noContent();
  }),

  route('PUT /user/installations/{installation_id}/repositories/{repository_id}', AUTHENTICATED, (call) =>
    changeSelection(call, 'added'),
  ),

  route('DELETE /user/installations/{installation_id}/repositories/{repository_id}', AUTHENTICATED, (call) =>
    changeSelection(call, 'removed'),
  ),
];
