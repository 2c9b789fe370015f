import type { Hub } from '../hub.ts';
import type { App, Installation } from '../state/app.ts';
import { nodeId } from './node-id.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

/** An app as `GET /app`, check runs and comments show it. */
export function renderApp(hub: Hub, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId('App', app.id),
    owner: renderUser(hub, app.owner),
    name: app.slug,
    description: null,
    external_url: `${hub.addresses.web}/apps/${app.slug}`,
    html_url: `${hub.addresses.web}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions },
    events: [...app.events],
  } satisfies Schema<'integration'>;
}

export function renderInstallation(hub: Hub, installation: Installation): Schema<'installation'> {
  const { id, app, account } = installation;
  return {
    id,
    client_id: app.clientId,
    account: renderUser(hub, account),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${hub.addresses.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${hub.addresses.api}/installation/repositories`,
    html_url: `${hub.addresses.web}/organizations/${account.login}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: { ...installation.permissions },
    events: [...app.events],
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
