import { Octokit } from '@octokit/rest';

const TIMEOUT_MS = 30_000;

/** REST and GraphQL with a person's token, which is sent to `apiUrl` only; every request has a deadline. */
export function gitHubClient({ apiUrl, token }: { apiUrl: string; token: string }): Octokit {
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl, userAgent: 'vaultmesh', log: QUIET });
  octokit.hook.wrap('request', (send, options) => {
    const signal = options.request.signal ?? AbortSignal.timeout(TIMEOUT_MS);
    return send({ ...options, request: { ...options.request, signal } });
  });
  return octokit;
}

const silent = (): void => undefined;
/** A refusal is told once, by the command; and a 404 is how it sees that something is not there yet. */
const QUIET = { debug: silent, info: silent, warn: silent, error: silent };
