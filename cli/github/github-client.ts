import { Octokit } from '@octokit/rest';

const TIMEOUT_MS = 30_000;

/** REST and GraphQL with a person's token, which is sent to `apiUrl` only; every request has a deadline. */
export const gitHubClient = ({ apiUrl, token }: { apiUrl: string; token: string }): Octokit =>
  bounded({ auth: token, baseUrl: apiUrl });

/** The same as a GitHub App, of which `auth` has number and key. */
export const appGitHubClient = ({
  apiUrl,
  ...app
}: {
  apiUrl: string;
  authStrategy: unknown;
  auth: { appId: string; privateKey: string };
}): Octokit => bounded({ ...app, baseUrl: apiUrl });

function bounded(options: ConstructorParameters<typeof Octokit>[0]): Octokit {
  const octokit = new Octokit({ ...options, userAgent: 'vaultmesh', log: QUIET });
  octokit.hook.wrap('request', (send, options) => {
    const signal = options.request.signal ?? AbortSignal.timeout(TIMEOUT_MS);
    return send({ ...options, request: { ...options.request, signal } });
  });
  return octokit;
}

const silent = (): void => undefined;
/** A refusal is told once, by the command; and a 404 is how it sees that something is not there yet. */
const QUIET = { debug: silent, info: silent, warn: silent, error: silent };
