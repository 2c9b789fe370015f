import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createMuteServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { startServices, type Services } from '../../../../../sandbox/services/index.ts';
import { missingBecauseOf } from '../../../../../core/remembrancer/evidence/missing-evidence.ts';
import { provenanceStatement } from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { signStatement } from '../../../../../core/remembrancer/evidence/sigstore/sign-statement.ts';
import { tokenClaims } from '../../../../../core/remembrancer/evidence/sigstore/token-claims.ts';
import { verifyBundle } from '../../../../../core/remembrancer/evidence/sigstore/verify-bundle.ts';
import { RUN, tokenOf } from './workflow-run.ts';

// Programs and servers of their own take longer when the machine is busy.
const SUBJECT = { name: 'app.tar.gz', sha256: '1'.repeat(64) };
const STATEMENT = provenanceStatement([SUBJECT], RUN);

let services: Services;

beforeAll(async () => {
  services = await startServices({ serverUrl: RUN.serverUrl });
});

afterEach(async () => {
  for (const name of ['fulcio', 'rekor', 'tsa'] as const) await services.setFault(name, undefined);
});
afterAll(() => services.stop());

async function sign(changes: Partial<Parameters<typeof signStatement>[0]> = {}): Promise<string> {
  return signStatement({
    statement: STATEMENT,
    identityToken: await tokenOf(services),
    fulcioUrl: services.fulcioUrl,
    rekorUrl: services.rekorUrl,
    timeoutMs: 20_000,
    ...changes,
  });
}

const verify = (bundle: string) =>
  verifyBundle({
    bundle,
    subject: SUBJECT,
    trustedRoot: services.trustedRoot,
    identity: { issuer: services.oidc.issuer, repository: 'https://github.com/acme/app' },
  });

describe('signing with Sigstore', () => {
  const reasonFor = async (changes: Partial<Parameters<typeof signStatement>[0]> = {}) => {
    const error: unknown = await sign(changes).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return missingBecauseOf(error, 'sigstore');
  };

  describe.each(['fulcio', 'rekor', 'tsa'] as const)('when %s is broken', (name) => {
    it.each([
      ['refused', 'unreachable'],
      ['black-hole', 'unreachable'],
      ['hang', 'unreachable'],
      ['stall', 'unreachable'],
      ['drip', 'unreachable'],
      ['flood', 'unreachable'],
      ['cut', 'unreachable'],
      ['server-error', 'unreachable'],
      ['rate-limit', 'unreachable'],
      ['refusal', 'rejected'],
      ['redirect', 'bad-answer'],
      ['garbage', 'bad-answer'],
      ['truncated', 'bad-answer'],
      ['wrong', 'bad-answer'],
    ] as const)('(%s) says that it is %s, and names it', async (fault, reason) => {
      await services.setFault(name, fault);
      // Only those that never end their answer use up their time.
      const isSilent = ['black-hole', 'hang', 'stall', 'drip', 'flood'].includes(fault);
      const missing = await reasonFor({
        ...(name === 'tsa' && { tsaUrl: services.tsaUrl }),
        timeoutMs: isSilent ? 1000 : 20_000,
      });
      expect(missing).toMatchObject({ layer: 'sigstore', reason });
      // What does not fit is found in the whole bundle, when not always can be told whose it was.
      const parts = { fulcio: ['wrong'], rekor: [], tsa: ['garbage', 'truncated', 'wrong'] };
      const isPart = (parts[name] as string[]).includes(fault);
      const blamed = isPart ? 'A Sigstore service' : services[`${name}Url`];
      expect(missing?.detail.toLowerCase()).toContain(blamed.toLowerCase());
    });
  });

  it('gives a TLS handshake that is not answered no more time than a request', async () => {
    const mute = createMuteServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    try {
      const { port } = mute.address() as AddressInfo;
      expect(await reasonFor({ fulcioUrl: `https://127.0.0.1:${port}`, timeoutMs: 500 })).toMatchObject({
        reason: 'unreachable',
        detail: expect.stringContaining('gave no answer'),
      });
    } finally {
      mute.close();
    }
  });

  it('says that it is rejected when Fulcio does not take the token', async () => {
    const token = await tokenOf(services);
    const forged = `${token.slice(0, token.lastIndexOf('.'))}.AAAA`;
    expect(await reasonFor({ identityToken: forged })).toMatchObject({ reason: 'rejected' });
  });

  it.each(['', 'abc', 'a.b.c', `a.${Buffer.from('{"email":"a@example.com"}').toString('base64')}.secret`])(
    'says that the token %j is none, without showing it',
    async (identityToken) => {
      const error: unknown = await sign({ identityToken }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'not-permitted' });
      expect(error).not.toHaveProperty('cause');
      expect(String(error)).not.toContain('secret');
    },
  );

  it('does not take a certificate for another key, which would stay on the ledger', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const token = await tokenOf(services);
    const content = publicKey.export({ type: 'spki', format: 'pem' });
    const proof = signBytes('sha256', Buffer.from(String(tokenClaims(token)['sub'])), privateKey);
    const answer = await fetch(`${services.fulcioUrl}/api/v2/signingCert`, {
      method: 'POST',
      body: JSON.stringify({
        credentials: { oidcIdentityToken: token },
        publicKeyRequest: { publicKey: { content }, proofOfPossession: proof.toString('base64') },
      }),
    });
    const others = await answer.text();
    const fulcio = createServer((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json' }).end(others);
    });
    await new Promise<void>((resolve) => fulcio.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = fulcio.address() as AddressInfo;
      const error: unknown = await sign({ fulcioUrl: `http://127.0.0.1:${port}` }).catch(
        (thrown: unknown) => thrown,
      );
      expect(missingBecauseOf(error, 'sigstore')).toMatchObject({ reason: 'bad-answer' });
      expect((error as Error).cause).toMatchObject({ message: 'the certificate is for another key' });
    } finally {
      fulcio.closeAllConnections();
      await new Promise((resolve) => fulcio.close(resolve));
    }
  });

  it('fetches the entry that Rekor has already, when the answer to the first request was lost', async () => {
    let requests: string[] = [];
    // Between us and Rekor: forwards everything, and drops the connection instead of giving the first answer.
    const proxy = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
        const isFirst = requests.length === 1;
        void fetch(`${services.rekorUrl}${request.url ?? ''}`, {
          method: request.method ?? 'GET',
          headers: { 'content-type': 'application/json' },
          ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
        }).then(async (answer) => {
          if (isFirst) return request.socket.destroy();
          const location = answer.headers.get('location');
          response.writeHead(answer.status, {
            'content-type': answer.headers.get('content-type') ?? '',
            ...(location !== null && { location }),
          });
          return response.end(Buffer.from(await answer.arrayBuffer()));
        });
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = proxy.address() as AddressInfo;
      const retried = await sign({ rekorUrl: `http://127.0.0.1:${port}` });
      expect(verify(retried).status).toBe('valid');
      expect(requests.map((line) => line.split(' ')[0])).toEqual(['POST', 'POST', 'GET']);
    } finally {
      requests = [];
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    }
  });
});
