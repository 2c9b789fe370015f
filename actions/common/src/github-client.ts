import { getOctokit } from '@actions/github';

import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';

export interface GitHubClientOptions {
  readonly token: string;
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
}

/** For a request that brings no deadline of its own; the upload of a large artifact needs it. */
const TIMEOUT_MS = 300_000;
const NO_CONTENT = 204;

/**
 * REST and GraphQL of github.com and GitHub Enterprise Server alike; every request has a deadline. An answer that breaks
 * off or is a page for people, which Octokit gives as a text, is rejected like a connection that fails, with status 500.
 */
export function githubClient({ token, apiUrl, graphqlUrl }: GitHubClientOptions): GitHubClient {
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'vaultmesh' });
  octokit.hook.wrap('request', async (send, options) => {
    const signal = options.request.signal ?? AbortSignal.timeout(TIMEOUT_MS);
    const response = await send({ ...options, request: { ...options.request, signal } });
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
