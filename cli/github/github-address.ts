import { VaultMeshError } from '../../core/common/error.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { RepositoryAddress } from '../repository.ts';

/** How the API of a GitHub is reached. */
export interface GitHubApi {
  readonly apiUrl: string;
  /** Of the token in GH_TOKEN or GITHUB_TOKEN; absent without one. */
  readonly token?: string;
}

/** A repository on a GitHub, and how its API is reached. */
export interface GitHubAddress extends GitHubApi {
  readonly name: RepositoryName;
}

/**
 * `address` as one on GitHub, or `undefined` when it is none: that of GITHUB_SERVER_URL, or github.com. A token is for
 * one server only, so no other address is ever called with it.
 */
export function gitHubAddress(
  { url }: RepositoryAddress,
  environment: Readonly<NodeJS.ProcessEnv>,
): GitHubAddress | undefined {
  const server = new URL(gitHubServer(environment));
  if (!URL.canParse(url) || new URL(url).origin !== server.origin) return undefined;
  const [, owner, repo] = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(new URL(url).pathname) ?? [];
  if (owner === undefined || repo === undefined) return undefined;
  return { name: { owner, repo }, ...gitHubApi(environment) };
}

/**
 * The API that a token is for: at GITHUB_API_URL; else at api.github.com, api.TENANT.ghe.com, or on GitHub Enterprise Server
 * at /api/v3. Throws `usage` for a GITHUB_SERVER_URL that is no address.
 */
export function gitHubApi(environment: Readonly<NodeJS.ProcessEnv>): GitHubApi {
  const token = environment['GH_TOKEN'] || environment['GITHUB_TOKEN'];
  const apiUrl = environment['GITHUB_API_URL'] || apiOf(new URL(gitHubServer(environment)));
  return { apiUrl, ...(token && { token }) };
}

/** The web address of the GitHub that tokens are for. Throws `usage` for a GITHUB_SERVER_URL that is no address. */
export function gitHubServer(environment: Readonly<NodeJS.ProcessEnv>): string {
  const url = environment['GITHUB_SERVER_URL'] || 'https://github.com';
  if (URL.canParse(url)) return url;
  throw new VaultMeshError(
    'usage',
    `GITHUB_SERVER_URL is "${url}"; give an address such as https://github.example.org.`,
  );
}

function apiOf({ origin, protocol, host, hostname }: URL): string {
  const isInCloud = hostname === 'github.com' || hostname.endsWith('.ghe.com');
  return isInCloud ? `${protocol}//api.${host}` : `${origin}/api/v3`;
}
