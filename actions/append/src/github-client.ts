import { setTimeout as sleep } from 'node:timers/promises';

import { getOctokit } from '@actions/github';

/** The GitHub API as the Actions use it: any route of REST, and GraphQL. */
export interface GitHubClient {
  graphql<Result>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Result>;
  /** `route` is a method and a path or a whole URL, with the placeholders of GitHub's documentation. */
  request(route: string, parameters: Readonly<Record<string, unknown>>): Promise<GitHubAnswer>;
}

export interface GitHubAnswer {
  readonly status: number;
  readonly data: unknown;
}

export interface GitHubClientOptions {
  readonly token: string;
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
  /** For one attempt of one request; uploads of large artifacts need the default. */
  readonly timeoutMs?: number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 120_000;

/**
 * A client for github.com and GitHub Enterprise Server alike. Each attempt has a deadline. A request that GitHub
 * refused because of a rate limit is sent again after the time that GitHub names; one that only reads is also sent
 * again after a server error. A write whose fate is unknown is never repeated here: its caller can find out.
 */
export function githubClient(options: GitHubClientOptions): GitHubClient {
  const { token, apiUrl, graphqlUrl, timeoutMs = 300_000, wait = sleep } = options;
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'vaultmesh' });
  octokit.hook.wrap('request', async (send, request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send({
          ...request,
          request: { ...request.request, signal: AbortSignal.timeout(timeoutMs) },
        });
      } catch (error) {
        const pause = pauseBefore(error as FailedRequest, request.method);
        if (attempt === ATTEMPTS || pause === undefined || pause > LONGEST_WAIT_MS) throw error;
        await wait(pause * attempt);
      }
    }
  });
  const graphql = octokit.graphql.defaults({ url: graphqlUrl });
  return {
    graphql: (query, variables) => graphql(query, variables),
    request: (route, parameters) => octokit.request(route, parameters),
  };
}

/** The part of Octokit's `RequestError` that decides on another attempt. */
interface FailedRequest {
  readonly status?: number;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** Milliseconds to wait before the same request may be sent again; `undefined` when it must not be. */
function pauseBefore({ status = 0, response }: FailedRequest, method: string): number | undefined {
  const retryAfter = Number(response?.headers['retry-after']);
  if ((status === 403 || status === 429) && Number.isFinite(retryAfter)) return retryAfter * 1000;
  return status >= 500 && method === 'GET' ? 500 : undefined;
}
