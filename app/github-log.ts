import type { Logger } from 'pino';

/** The log of GitHub's client, as Octokit wants it. */
interface GitHubLog {
  readonly debug: (about: unknown, message?: string) => void;
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string) => void;
}

/** The client tells each call with the whole body that was sent; only method, path and status are logged. */
export function githubLog(log: Logger): GitHubLog {
  return {
    debug: (about, message) => log.debug(message ?? String(about)),
    info: (message) => log.info(message),
    warn: (message) => log.warn(message),
    error: (message) => log.error(message),
  };
}
