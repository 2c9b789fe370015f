import { afterAll, beforeAll } from '@jest/globals';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { GitHubSandbox, Permissions } from '../../../sandbox/github/index.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';

export const ALL_PERMISSIONS: Permissions = {
  actions: 'write',
  actions_variables: 'write',
  administration: 'write',
  checks: 'write',
  contents: 'write',
  environments: 'write',
  issues: 'write',
  members: 'read',
  organization_actions_variables: 'write',
  organization_administration: 'write',
  organization_secrets: 'write',
  pull_requests: 'write',
  secrets: 'write',
  workflows: 'write',
};

export const ALL_EVENTS = [
  'repository',
  'issues',
  'issue_comment',
  'pull_request',
  'push',
  'release',
  'create',
  'delete',
  'check_run',
  'check_suite',
  'workflow_run',
  'workflow_dispatch',
];

/** A GitHub for one test file, with Ada (owner of `acme`) and Bob (an outsider). */
export interface World {
  readonly github: GitHubSandbox;
  /** Ada's token. */
  readonly token: string;
  readonly ada: Octokit;
  readonly bob: Octokit;
}

/** Starts a GitHub before the tests of a file and stops it after them. */
export function withGitHub(): { readonly world: World } {
  // Each request may start several git processes; on a busy machine they take their time.
  const holder: { world?: World } = {};
  beforeAll(async () => {
    const github = await startGitHub();
    const { token } = github.createUser({ login: 'ada' });
    const bob = github.createUser({ login: 'bob' });
    github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
    holder.world = {
      github,
      token,
      ada: userOctokit(github, token),
      bob: userOctokit(github, bob.token),
    };
  });
  afterAll(async () => {
    const file = process.env['VAULTMESH_TRAFFIC'];
    if (file !== undefined) await holder.world?.github.traffic.append(file);
    await holder.world?.github.stop();
  });
  return {
    get world(): World {
      if (holder.world === undefined) throw new Error('The sandbox starts in beforeAll.');
      return holder.world;
    },
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export function userOctokit(github: GitHubSandbox, auth?: string): Octokit {
  return new Octokit({ baseUrl: github.apiUrl, log: silent, ...(auth === undefined ? {} : { auth }) });
}

/** A client of an installation; without `installationId` of the app itself. */
export function appOctokit(
  github: GitHubSandbox,
  app: { id: number; privateKey: string },
  installationId?: number,
): Octokit {
  return new Octokit({
    baseUrl: github.apiUrl,
    log: silent,
    authStrategy: createAppAuth,
    auth: {
      appId: app.id,
      privateKey: app.privateKey,
      ...(installationId === undefined ? {} : { installationId }),
    },
  });
}
