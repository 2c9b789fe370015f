import { setTimeout as sleep } from 'node:timers/promises';

import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';

const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 120_000;

/**
 * `client` for REST calls that nobody else repeats. A request that GitHub refused because of a rate limit is sent again
 * after the time that GitHub names; one that only reads is also sent again after a server error. A write whose fate is
 * unknown is not repeated: a re-run of the job finds out what came of it.
 */
export function retryingClient(
  client: Pick<GitHubClient, 'request'>,
  wait: (ms: number) => Promise<unknown> = sleep,
): Pick<GitHubClient, 'request'> {
  return {
    request: async (route, parameters) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await client.request(route, parameters);
        } catch (error) {
          const pause = pauseBefore(error as FailedRequest, route);
          if (attempt === ATTEMPTS || pause === undefined || pause > LONGEST_WAIT_MS) throw error;
          await wait(pause * attempt);
        }
      }
    },
  };
}

/** The part of Octokit's `RequestError` that decides on another attempt. */
interface FailedRequest {
  readonly status?: number;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** Milliseconds to wait before the same request may be sent again; `undefined` when it must not be. */
function pauseBefore({ status = 0, response }: FailedRequest, route: string): number | undefined {
  const retryAfter = Number(response?.headers['retry-after']);
  if ((status === 403 || status === 429) && Number.isFinite(retryAfter)) return retryAfter * 1000;
  return status >= 500 && route.startsWith('GET ') ? 500 : undefined;
}
