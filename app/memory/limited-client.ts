import { VaultMeshError } from '../../core/common/error.ts';
import { readLimited } from '../../core/remembrancer/evidence/read-limited.ts';
import type { GitHubClient } from '../../core/remembrancer/ledger/index.ts';

/** The option of a call that says how many bytes its answer may have. */
const LARGEST = 'largestAnswer';

/**
 * `client`, of whose answers none has more than `most` bytes. Whoever can push to a branch says how large its files are, and GitHub
 * tells it only by giving them. What is larger breaks off, and `tooLarge` says so of the error. `limitAnswers` sees to it, in every client
 * of the app.
 */
export const limitedClient = (client: GitHubClient, most: number): GitHubClient => ({
  graphql: (query, variables) => client.graphql(query, withLimit(variables, most)),
  request: (route, parameters) => client.request(route, withLimit(parameters, most)),
});

interface Call {
  request?: { readonly [LARGEST]?: unknown; fetch?: typeof fetch };
}

/** An Octokit plugin: breaks off answers that are larger than a call wants. The call is made, timed and counted as any other. */
export function limitAnswers({
  hook,
}: {
  readonly hook: { readonly before: (name: 'request', look: (call: Call) => void) => void };
}): void {
  hook.before('request', (call) => {
    const most = call.request?.[LARGEST];
    if (typeof most === 'number')
      call.request = { ...call.request, fetch: limitedFetch(most, call.request?.fetch ?? fetch) };
  });
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** How many causes below each other are looked at. */
const DEPTH = 5;

/** Whether `error` is that of an answer that was too large, however it was wrapped since. */
export function tooLarge(error: unknown): boolean {
  let each = error;
  for (let depth = 0; depth < DEPTH && each instanceof Error; depth++) {
    if (each instanceof TooLarge) return true;
    each = each.cause;
  }
  return false;
}

function withLimit(parameters: Record<string, unknown>, most: number): Record<string, unknown> {
  const { request } = parameters as { readonly request?: object };
  return { ...parameters, request: { ...request, [LARGEST]: most } };
}

const limitedFetch =
  (most: number, send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const answer = await send(input, init);
    const { status, statusText, headers } = answer;
    const body = await readLimited(answer, most, 'GitHub').catch((error: unknown) => {
      throw error instanceof VaultMeshError ? new TooLarge(error.message) : error;
    });
    return new Response(body.length === 0 ? null : Buffer.from(body), { status, statusText, headers });
  };
