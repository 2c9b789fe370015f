import { getOctokit } from '@actions/github';

import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';

export interface GitHubClientOptions {
  readonly token: string;
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
}

/** For a request that brings no deadline of its own, until it is answered; the upload of a large artifact needs it. */
const TIMEOUT_MS = 300_000;
const NO_CONTENT = 204;

/**
 * REST and GraphQL of github.com and GitHub Enterprise Server alike; every request has a deadline. An answer that breaks
 * off or is a page for people, which Octokit gives as a text, is rejected like a connection that fails, with status 500.
 */
export function githubClient({ token, apiUrl, graphqlUrl }: GitHubClientOptions): GitHubClient {
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'vaultmesh' });
  octokit.hook.wrap('request', async (send, options) => {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException('GitHub is silent', 'TimeoutError')),
      TIMEOUT_MS,
    );
    const signal = options.request.signal ?? late.signal;
    // A body that is read as it comes is waited for by who reads it.
    const asked = send({ ...options, request: { ...options.request, signal } });
    const response = await Promise.resolve(asked).finally(() => clearTimeout(timer));
    if (typeof response.data === 'string' && response.status !== NO_CONTENT) {
      const message = `its answer to ${options.method} ${options.url} broke off, or is not JSON`;
      throw Object.assign(new Error(message), { status: 500 });
    }
    return response;
  });
  const graphql = octokit.graphql.defaults({ url: graphqlUrl });
  return {
    graphql: (query, variables) => graphql(query, variables),
    request: (route, parameters) => octokit.request(route, parameters),
  };
}
