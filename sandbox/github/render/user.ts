import type { Hub } from '../hub.ts';
import type { Account } from '../state/account.ts';
import { nodeId } from './node-id.ts';
import type { Schema } from './schema.ts';

type User = Omit<Schema<'simple-user'>, 'id' | 'gravatar_id' | 'name' | 'email' | 'type'> & {
  readonly id: number;
  readonly gravatar_id: string;
  readonly type: Account['type'];
};

/** An account as it stands inside other objects, in REST answers and in webhooks. */
export function renderUser(hub: Hub, account: Account): User {
  const url = `${hub.addresses.api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${hub.addresses.web}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${hub.addresses.web}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}
