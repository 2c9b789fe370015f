import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHubClient } from './github-client.ts';

/** The longest pause that is kept; GitHub's secondary limits ask for a minute or so. */
const LONGEST_SECONDS = 120;

/**
 * `client`, passing on a rejection that has a `Retry-After` only when that time is over: whoever tries again then does
 * what GitHub asked for.
 */
export function patientClient(client: GitHubClient): GitHubClient {
  const patiently = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      await sleep(Math.min(retryAfter(error), LONGEST_SECONDS) * 1000);
      throw error;
    }
  };
  return {
    graphql: <T>(query: string, variables: Record<string, unknown>) =>
      patiently(client.graphql<T>(query, variables)),
    request: (route, parameters) => patiently(client.request(route, parameters)),
  };
}

/** The seconds that the answer asks to wait; 0 when it does not. */
function retryAfter(error: unknown): number {
  const { response } = error as { response?: { headers?: Record<string, string | number | undefined> } };
  const seconds = Number(response?.headers?.['retry-after']);
  return seconds > 0 ? seconds : 0;
}
