import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { startServices, type Services } from '../../../../../sandbox/services/index.ts';
import { sha256 } from '../../../../../core/common/bytes.ts';
import { missingBecauseOf } from '../../../../../core/remembrancer/evidence/missing-evidence.ts';
import { requestTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';

// Programs and servers of their own take longer when the machine is busy.
let services: Services;
beforeAll(async () => {
  services = await startServices();
});
afterEach(() => services.setFault('tsa', undefined));
afterAll(() => services.stop());

const request = (timeoutMs: number): Promise<Uint8Array> =>
  requestTimestamp({ url: services.tsaUrl, digest: sha256('artifact'), fetch, timeoutMs, randomBytes });

describe('a time-stamping authority', () => {
  it('that is in order gives a token', async () => {
    expect((await request(20_000)).length).toBeGreaterThan(500);
  });

  it.each([
    ['refused', 'unreachable', 'gave no answer (ECONNREFUSED)'],
    ['black-hole', 'unreachable', 'gave no answer (The operation was aborted due to timeout)'],
    ['hang', 'unreachable', 'gave no answer (The operation was aborted due to timeout)'],
    ['stall', 'unreachable', 'gave no answer (The operation was aborted due to timeout)'],
    ['drip', 'unreachable', 'gave no answer (The operation was aborted due to timeout)'],
    ['cut', 'unreachable', 'gave no answer (UND_ERR_SOCKET)'],
    ['flood', 'bad-answer', 'has more than 262144 bytes'],
    ['server-error', 'unreachable', 'answered with status 503'],
    ['rate-limit', 'unreachable', 'answered with status 429'],
    ['refusal', 'rejected', 'answered with status 403'],
    ['redirect', 'rejected', 'answered with status 302'],
    ['garbage', 'bad-answer', 'is not an RFC 3161 response'],
    ['truncated', 'bad-answer', 'is not an RFC 3161 response'],
    ['wrong', 'bad-answer', 'is not for the digest'],
  ] as const)('that is broken (%s) is %s: it %s', async (fault, reason, words) => {
    await services.setFault('tsa', fault);
    // Only those that never answer use up their time.
    const isSilent = words.includes('timeout');
    const error: unknown = await request(isSilent ? 500 : 20_000).catch((thrown: unknown) => thrown);
    const missing = missingBecauseOf(error, 'rfc3161');
    expect(missing).toMatchObject({ reason, detail: expect.stringContaining(words) });
    expect(missing?.detail).toContain(services.tsaUrl);
  });
});
