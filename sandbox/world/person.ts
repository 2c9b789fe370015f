import { Octokit } from '@octokit/rest';
import type { GitHubSandbox } from '../github/index.ts';

/** Somebody with an account, and what they can do with its token. */
export interface Person {
  readonly login: string;
  readonly token: string;
  readonly octokit: Octokit;
}

export function createPerson(github: GitHubSandbox, login: string): Person {
  const { token } = github.createUser({ login });
  const octokit = new Octokit({
    auth: token,
    baseUrl: github.apiUrl,
    userAgent: 'vaultmesh-sandbox-person',
    request: { timeout: 10_000 },
    // Refusals are answers here, not news for the terminal.
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  return { login, token, octokit };
}

const silent = (): void => undefined;
