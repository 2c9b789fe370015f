import type { Call } from '../http/call.ts';
import type { Guard } from '../http/route.ts';
import { organization, repository } from '../http/route.ts';
import type { SecretStore } from '../state/secret-store.ts';
import type { VariableStore } from '../state/variable-store.ts';
import { environmentOf } from './environments.ts';

/** What holds secrets and variables of Actions: an organisation, a repository or an environment. */
export interface ActionsLevel<Store> {
  readonly path: string;
  readonly store: (call: Call) => Store;
  readonly read: Guard;
  readonly write: Guard;
  /** Those of an organisation say which repositories see them; the sandbox has only `all`. */
  readonly extra: object;
}

interface Stores {
  readonly secrets: SecretStore;
  readonly variables: VariableStore;
}

/** The three levels at which GitHub keeps `kind`. GitHub names the permissions of the two kinds after different rules. */
export function actionsLevels<Kind extends keyof Stores>(
  kind: Kind,
  permissions: {
    readonly organization: 'organization_secrets' | 'organization_actions_variables';
    readonly repository: 'secrets' | 'actions_variables';
  },
): readonly ActionsLevel<Stores[Kind]>[] {
  return [
    {
      path: `/orgs/{org}/actions/${kind}`,
      store: (call) => call.organization[kind],
      read: organization(`${permissions.organization}:read`),
      write: organization(`${permissions.organization}:write`),
      extra: { visibility: 'all' },
    },
    {
      path: `/repos/{owner}/{repo}/actions/${kind}`,
      store: (call) => call.repository[kind],
      read: repository(`${permissions.repository}:read`),
      write: repository(`${permissions.repository}:write`),
      extra: {},
    },
    {
      path: `/repos/{owner}/{repo}/environments/{environment_name}/${kind}`,
      store: (call) => environmentOf(call)[kind],
      read: repository('environments:read'),
      write: repository('environments:write'),
      extra: {},
    },
  ];
}
