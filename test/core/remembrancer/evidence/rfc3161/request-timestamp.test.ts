import { describe, expect, it } from '@jest/globals';

import { sha256 } from '../../../../../core/common/bytes.ts';
import { missingBecauseOf } from '../../../../../core/remembrancer/evidence/missing-evidence.ts';
import { requestTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';

/** The reason that the receipt gives when the authority behaves like `fetch`. */
async function reasonFor(fetch: typeof globalThis.fetch, timeoutMs = 1000): Promise<string | undefined> {
  const request = requestTimestamp({
    url: 'https://tsa.example',
    digest: sha256('artifact'),
    fetch,
    timeoutMs,
    randomBytes: (size) => new Uint8Array(size),
  });
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const missing = missingBecauseOf(error, 'rfc3161');
  expect(missing?.detail).toContain('https://tsa.example');
  return missing?.reason;
}

const answer =
  (body: string, status = 200) =>
  () =>
    Promise.resolve(new Response(body, { status }));

describe('a time-stamping authority that is broken', () => {
  it('is unreachable when nobody answers', async () => {
    expect(await reasonFor(() => Promise.reject(new TypeError('fetch failed')))).toBe('unreachable');
  });

  it('is unreachable when it takes longer than the deadline, for the answer or in the middle of it', async () => {
    const silent: typeof fetch = (_, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    expect(await reasonFor(silent, 20)).toBe('unreachable');
    const halting = () =>
      Promise.resolve(new Response(new ReadableStream({ pull: (it) => it.error(new Error('cut off')) })));
    expect(await reasonFor(halting)).toBe('unreachable');
  });

  it.each([500, 503, 429, 408])('is unreachable when it answers %i', async (status) => {
    expect(await reasonFor(answer('', status))).toBe('unreachable');
  });

  it.each([400, 401, 403, 404])('has rejected the request when it answers %i', async (status) => {
    expect(await reasonFor(answer('', status))).toBe('rejected');
  });

  it.each(['', '<html>', '\u0030\u0003\u0030\u0001\u0000'])(
    'gave a bad answer with 200 and %j',
    async (body) => {
      expect(await reasonFor(answer(body))).toBe('bad-answer');
    },
  );

  it('is named without the credentials in its address, for the receipt is public', async () => {
    for (const fetch of [answer('', 403), answer(''), answer('x'.repeat(300_000))]) {
      const request = requestTimestamp({
        url: 'https://me:secret@tsa.example/tsr?token=secret',
        digest: sha256('artifact'),
        fetch,
        timeoutMs: 1000,
        randomBytes: (size) => new Uint8Array(size),
      });
      await expect(request).rejects.toThrow('authority https://tsa.example/tsr ');
      await expect(request).rejects.not.toThrow('secret');
    }
  });

  it('is cut off when its answer does not end', async () => {
    expect(await reasonFor(answer('x'.repeat(300_000)))).toBe('bad-answer');
  });
});
