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
  });
  return { login, token, octokit };
}
