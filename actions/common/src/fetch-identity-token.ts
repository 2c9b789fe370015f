import { setTimeout as sleep } from 'node:timers/promises';

import { VaultMeshError } from '../../../core/common/error.ts';
import { errorCodeOfStatus } from '../../../core/remembrancer/evidence/http-status.ts';
import { readLimited } from '../../../core/remembrancer/evidence/read-limited.ts';

const TIMEOUT_MS = 20_000;
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 250;
/** A token with all its claims has about 2 kB. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * An OIDC token of the workflow run for `audience`, from the address that the runner gives a job with `id-token: write`.
 * The toolkit's `getIDToken` would wait three minutes for an answer to begin, and without end for it to end; this has
 * one deadline for all of it. Passing faults are tried again, and no new attempt begins after the deadline of the first.
 *
 * Throws `network` when there is no answer in time or GitHub fails (5xx, 408, 429), `policy` when it refuses,
 * `verification-failed` when the answer has no token. No message contains the token.
 */
export async function fetchIdentityToken(
  audience: string,
  environment: Readonly<NodeJS.ProcessEnv>,
  timeoutMs = TIMEOUT_MS,
): Promise<string> {
  const deadline = Date.now() + timeoutMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(audience, environment, timeoutMs);
    } catch (error) {
      const pause = FIRST_PAUSE_MS * 2 ** (attempt - 1);
      const mayPass = error instanceof VaultMeshError && error.code === 'network';
      if (!mayPass || attempt === ATTEMPTS || Date.now() + pause >= deadline) throw error;
      await sleep(pause);
    }
  }
}

async function ask(
  audience: string,
  environment: Readonly<NodeJS.ProcessEnv>,
  timeoutMs: number,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret = '' } = environment;
  let response: Response;
  let answer: Uint8Array;
  try {
    response = await fetch(`${url}&audience=${encodeURIComponent(audience)}`, {
      headers: { authorization: `Bearer ${secret}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    answer = await readLimited(response, MAX_ANSWER_BYTES, 'GitHub to the request for an identity token');
  } catch (cause) {
    if (cause instanceof VaultMeshError) throw cause;
    throw noToken('network', 'no answer', cause);
  }
  if (!response.ok) throw noToken(errorCodeOfStatus(response.status), `status ${response.status}`);
  const token = tokenIn(answer);
  if (token === undefined) throw noToken('verification-failed', 'an answer without a token');
  return token;
}

const noToken = (code: VaultMeshError['code'], why: string, cause?: unknown): VaultMeshError =>
  new VaultMeshError(code, `GitHub gave the job no identity token (${why}).`, { cause });

/** The member `value`, when it has the three parts of a JSON Web Token. */
function tokenIn(answer: Uint8Array): string | undefined {
  try {
    const { value } = JSON.parse(Buffer.from(answer).toString()) as { value?: unknown };
    return typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
