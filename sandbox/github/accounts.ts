import { generateKeyPairSync } from 'node:crypto';
import { formatTime } from '../../core/common/clock.ts';
import { newToken } from './access/new-token.ts';
import type { AppRegistration, GitHubSandbox, Permissions, RegisteredApp } from './github-sandbox.ts';
import type { Hub } from './hub.ts';
import type { Account, Organization } from './state/account.ts';
import type { App, Installation } from './state/app.ts';
import { SecretStore } from './state/secret-store.ts';
import { VariableStore } from './state/variable-store.ts';
import { installationPayload } from './webhooks/installation-payload.ts';

type Accounts = Pick<
  GitHubSandbox,
  'createUser' | 'createOrganization' | 'registerApp' | 'installApp' | 'createRunToken'
>;

const HOUR = 3_600_000;

/** What people do on GitHub's settings pages: accounts, apps, installations; and the token that a workflow run gets. */
export function accountsOf(hub: Hub): Accounts {
  const { state } = hub;
  const now = (): string => formatTime(hub.clock());

  const addAccount = (login: string, type: 'User' | 'Bot'): Account =>
    state.addAccount({ id: state.nextId(), login, type, createdAt: now() });

  const addOrganization = (
    login: string,
    members: Readonly<Record<string, 'admin' | 'member'>>,
    teams: Readonly<Record<string, readonly string[]>> = {},
    plan: Organization['plan'] = 'team',
  ): Organization =>
    state.addAccount({
      id: state.nextId(),
      login,
      type: 'Organization',
      createdAt: now(),
      members: new Map(Object.entries(members)),
      teams: new Map(Object.entries(teams)),
      secrets: new SecretStore(),
      variables: new VariableStore(),
      rulesets: [],
      plan,
    });

  const addApp = (
    slug: string,
    owner: Account,
    publicKey: App['publicKey'],
    settings: Pick<App, 'webhook' | 'permissions' | 'events'>,
  ): App => {
    const id = state.nextId();
    const bot = addAccount(`${slug}[bot]`, 'Bot');
    const clientId = `Iv23li${String(id).padStart(14, '0')}`;
    const app = { id, slug, clientId, owner, bot, publicKey, ...settings, createdAt: now() };
    state.apps.set(slug, app);
    return app;
  };

  const github = addOrganization('github', {});
  const actions = addApp('github-actions', github, newKeys().publicKey, {
    webhook: undefined,
    permissions: {},
    events: [],
  });

  return {
    createUser({ login }) {
      const account = addAccount(login, 'User');
      const token = newToken('ghp');
      state.tokens.set(token, { actor: { kind: 'user', account }, expiresAt: undefined });
      return { token };
    },

    createOrganization({ login, members, teams, plan }) {
      addOrganization(login, members, teams, plan);
    },

    registerApp(registration: AppRegistration): RegisteredApp {
      const { slug, webhookUrl, webhookSecret, permissions, events } = registration;
      const keys = newKeys();
      const webhook = { id: state.nextId(), url: webhookUrl, secret: webhookSecret };
      const app = addApp(slug, github, keys.publicKey, { webhook, permissions, events });
      const privateKey = keys.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
      return { id: app.id, slug, clientId: app.clientId, privateKey, webhookSecret };
    },

    installApp({ slug, account: login, repositories = 'all' }) {
      const app = required(state.apps.get(slug), `app '${slug}'`);
      const account = required(state.account(login), `account '${login}'`);
      const ids =
        repositories === 'all'
          ? 'all'
          : new Set(repositories.map((name) => required(state.repository(login, name), name).id));
      const installation: Installation = {
        id: state.nextId(),
        app,
        account,
        permissions: { metadata: 'read', ...app.permissions },
        repositories: ids,
        createdAt: now(),
      };
      state.installations.set(installation.id, installation);
      const payload = installationPayload(hub, installation);
      const actor = { kind: 'user' as const, account: installer(account, hub) };
      hub.events.raise({ name: 'installation', payload, actor, account, only: installation });
      return { id: installation.id };
    },

    createRunToken({ owner, repo, permissions }: { owner: string; repo: string; permissions: Permissions }) {
      const repository = required(state.repository(owner, repo), `repository '${owner}/${repo}'`);
      const token = newToken('ghs');
      const expiresAt = new Date(hub.clock().getTime() + HOUR);
      const repositories = new Set([repository.id]);
      const actor = { kind: 'installation' as const, app: actions, permissions, repositories };
      state.tokens.set(token, { actor, expiresAt });
      return token;
    },
  };
}

/** The person who installs: the account itself, or the organisation's first owner. */
function installer(account: Account, hub: Hub): Account {
  const organization = hub.state.organization(account.login);
  const owner = [...(organization?.members ?? [])].find(([, role]) => role === 'admin')?.[0];
  return (owner === undefined ? undefined : hub.state.account(owner)) ?? account;
}

function newKeys() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The sandbox has no ${what}; create it first.`);
  return value;
}
