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

/** REST and GraphQL of github.com and GitHub Enterprise Server alike; every request has a deadline. */
export function githubClient({ token, apiUrl, graphqlUrl }: GitHubClientOptions): GitHubClient {
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'vaultmesh' });
  octokit.hook.wrap('request', (send, options) => {
    const signal = options.request.signal ?? AbortSignal.timeout(TIMEOUT_MS);
    return send({ ...options, request: { ...options.request, signal } });
  });
  const graphql = octokit.graphql.defaults({ url: graphqlUrl });
  return {
    graphql: (query, variables) => graphql(query, variables),
    request: (route, parameters) => octokit.request(route, parameters),
  };
}
