import type { Hub } from '../hub.ts';
import type { Account } from '../state/account.ts';
import { nodeId } from './node-id.ts';
import type { Schema } from './schema.ts';

/** An organisation as it stands inside other objects and in webhooks. */
export function renderOrganization(hub: Hub, account: Account): Schema<'organization-simple'> {
  const url = `${hub.addresses.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${hub.addresses.web}/avatars/${account.id}`,
    description: null,
  };
}

/** The full object of `GET /orgs/{org}`. */
export function renderOrganizationFull(hub: Hub, account: Account): Schema<'organization-full'> {
  const publicRepositories = hub.state.repositoriesOf(account.login).filter((one) => !one.private);
  return {
    ...renderOrganization(hub, account),
    name: account.login,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: publicRepositories.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${hub.addresses.web}/${account.login}`,
    type: 'Organization',
    created_at: account.createdAt,
    updated_at: account.createdAt,
    archived_at: null,
  };
}
