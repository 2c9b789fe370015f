import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { fetchIdentityToken } from '../../../actions/common/src/fetch-identity-token.ts';
import { missingBecauseOf } from '../../../core/remembrancer/evidence/missing-evidence.ts';
import { startServices, type Services } from '../../../sandbox/services/index.ts';

const CLAIMS = { sub: 'repo:acme/app:environment:ledger' };

let services: Services;
beforeAll(async () => {
  services = await startServices();
});
afterEach(() => services.setFault('oidc', undefined));
afterAll(() => services.stop());

const environment = (): NodeJS.ProcessEnv => {
  const { requestUrl, requestToken } = services.oidc.grant(CLAIMS);
  return { ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken };
};

describe('the identity token of a run', () => {
  it('is fetched for the audience that is asked for', async () => {
    const token = await fetchIdentityToken('sig store&audience=x', environment());
    expect(await services.oidc.verify(token, 'sig store&audience=x')).toMatchObject(CLAIMS);
  });

  it('is fetched by another attempt when the fault passes', async () => {
    await services.setFault('oidc', 'server-error');
    const token = fetchIdentityToken('sigstore', environment());
    await services.setFault('oidc', undefined);
    expect(await services.oidc.verify(await token, 'sigstore')).toMatchObject({ aud: 'sigstore' });
  });

  it.each([
    ['refused', 'unreachable', 'no answer'],
    ['black-hole', 'unreachable', 'no answer'],
    ['hang', 'unreachable', 'no answer'],
    ['stall', 'unreachable', 'no answer'],
    ['drip', 'unreachable', 'no answer'],
    ['cut', 'unreachable', 'no answer'],
    ['server-error', 'unreachable', 'status 503'],
    ['rate-limit', 'unreachable', 'status 429'],
    ['refusal', 'rejected', 'status 403'],
    ['redirect', 'rejected', 'status 302'],
    ['flood', 'bad-answer', 'more than 65536 bytes'],
    ['garbage', 'bad-answer', 'an answer without a token'],
    ['truncated', 'bad-answer', 'an answer without a token'],
  ] as const)('is missed when GitHub is broken (%s): %s, %s', async (fault, reason, words) => {
    await services.setFault('oidc', fault);
    const error: unknown = await fetchIdentityToken('sigstore', environment(), 500).catch(
      (thrown: unknown) => thrown,
    );
    expect(missingBecauseOf(error, 'sigstore')).toMatchObject({
      reason,
      detail: expect.stringContaining(words),
    });
  });

  it('is refused to a request token that is over', async () => {
    const ended = { ...environment(), ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'over' };
    await expect(fetchIdentityToken('sigstore', ended)).rejects.toMatchObject({ code: 'policy' });
  });
});
