/** What the store needs of an authenticated GitHub client; an Octokit instance has it. */
export interface GitHubClient {
  /** Rejects when the answer has errors, with them in the property `errors` of the reason. */
  graphql<T>(query: string, variables: Record<string, unknown>): Promise<T>;
  /** Rejects above status 299, with `status` and `response.headers` in the reason. */
  request(route: string, parameters: Record<string, unknown>): Promise<{ data: unknown; status: number }>;
}

const TIMEOUT_MS = 30_000;

/** Request options with a time limit, understood by Octokit's `graphql` and `request` alike. */
export const timed = (): { request: { signal: AbortSignal } } => ({
  request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
});
