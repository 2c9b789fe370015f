import { createHash, createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleToJSON, bundleFromJSON, type Bundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness, type Witness } from '@sigstore/sign';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { decodeJwt } from 'jose';
import { startServices, type Services, type TokenClaims } from '../../../sandbox/services/index.ts';

// Each test starts many small processes, and the machine may be busy.
const run = promisify(execFile);
const SERVER = 'http://127.0.0.1:4000';
const CLAIMS: TokenClaims = {
  sub: 'repo:acme/my-service:environment:ledger',
  repository: 'acme/my-service',
  repository_id: '7',
  repository_owner: 'acme',
  repository_owner_id: '3',
  repository_visibility: 'public',
  event_name: 'push',
  ref: 'refs/tags/v1.0.0',
  sha: 'a'.repeat(40),
  workflow: 'Release',
  workflow_ref: 'acme/my-service/.github/workflows/release.yml@refs/tags/v1.0.0',
  workflow_sha: 'a'.repeat(40),
  job_workflow_ref: 'acme/my-service/.github/workflows/release.yml@refs/tags/v1.0.0',
  job_workflow_sha: 'a'.repeat(40),
  run_id: '11',
  run_attempt: '1',
  runner_environment: 'self-hosted',
};
const STATEMENT = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');

let services: Services;
let directory: string;

beforeAll(async () => {
  services = await startServices({ serverUrl: SERVER });
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-test-'));
  await writeFile(join(directory, 'root.pem'), services.tsaRoot);
});

afterAll(async () => {
  await services.stop();
  await rm(directory, { recursive: true, force: true });
});

afterEach(async () => {
  for (const name of ['oidc', 'fulcio', 'rekor', 'tsa'] as const) await services.setFault(name, undefined);
});

async function sign(token?: string): Promise<Bundle> {
  const identityToken = token ?? (await services.oidc.issueToken(CLAIMS, 'sigstore'));
  const witnesses: Witness[] = [
    new RekorWitness({ rekorBaseURL: services.rekorUrl, entryType: 'intoto', retry: 0, timeout: 2000 }),
    new TSAWitness({ tsaBaseURL: services.tsaUrl, retry: 0, timeout: 2000 }),
  ];
  return new DSSEBundleBuilder({
    signer: new FulcioSigner({
      fulcioBaseURL: services.fulcioUrl,
      identityProvider: { getToken: () => Promise.resolve(identityToken) },
      retry: 0,
      timeout: 2000,
    }),
    witnesses,
  }).create({ data: STATEMENT, type: 'application/vnd.in-toto+json' });
}

const verifier = () => {
  const root = TrustedRoot.fromJSON(services.trustedRoot);
  return new Verifier(toTrustMaterial(root), { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 2 });
};

const certificateOf = (bundle: Bundle): X509Certificate => {
  const { content } = bundle.verificationMaterial;
  if (content.$case !== 'certificate') throw new Error(`unexpected material: ${content.$case}`);
  return new X509Certificate(content.certificate.rawBytes);
};

describe('Sigstore through the local services', () => {
  it('makes bundles that @sigstore/verify accepts against the trusted root that is handed out', async () => {
    for (let round = 0; round < 20; round++) {
      const bundle = bundleFromJSON(bundleToJSON(await sign()));
      const signer = verifier().verify(toSignedEntity(bundle));
      expect(signer.identity?.extensions?.issuer).toBe(services.oidc.issuer);
    }
  });

  it('certifies the workflow by its address and keeps what the token said of the run', async () => {
    const bundle = await sign();
    const certificate = certificateOf(bundle);
    expect(certificate.subjectAltName).toBe(`URI:${SERVER}/${CLAIMS['job_workflow_ref'] ?? ''}`);
    const text = certificate.raw.toString('latin1');
    for (const value of [
      `${SERVER}/acme/my-service`,
      `${SERVER}/acme/my-service/actions/runs/11/attempts/1`,
      'refs/tags/v1.0.0',
    ]) {
      expect(text).toContain(value);
    }
  });

  it('does not verify against the trusted root of other services', async () => {
    const bundle = await sign();
    const other = await startServices();
    try {
      const material = toTrustMaterial(TrustedRoot.fromJSON(other.trustedRoot));
      expect(() => new Verifier(material).verify(toSignedEntity(bundle))).toThrow();
    } finally {
      await other.stop();
    }
  });

  it('gives no certificate for a token that somebody else signed', async () => {
    const [header, payload, signature] = (await services.oidc.issueToken(CLAIMS, 'sigstore')).split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...decodeJwt(`${header}.${payload}.`), repository: 'evil/x' }),
    );
    const token = `${header}.${forged.toString('base64url')}.${signature}`;
    await expect(sign(token)).rejects.toMatchObject({ code: 'CA_CREATE_SIGNING_CERTIFICATE_ERROR' });
  });

  it('gives no certificate for a token that was made for another audience', async () => {
    const token = await services.oidc.issueToken(CLAIMS, 'pypi');
    await expect(sign(token)).rejects.toMatchObject({ code: 'CA_CREATE_SIGNING_CERTIFICATE_ERROR' });
  });

  it('answers a second upload of one entry with 409 and the place of the first', async () => {
    const post = () =>
      fetch(`${services.rekorUrl}/api/v1/log/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ apiVersion: '0.0.2', kind: 'intoto', spec: {} }),
      });
    const first = await post();
    const second = await post();
    expect([first.status, second.status]).toEqual([201, 409]);
    const found = await fetch(new URL(second.headers.get('location') ?? '', services.rekorUrl));
    expect(await found.json()).toEqual(await first.json());
  });

  it('refuses log entries of a type for which it has no valid answer', async () => {
    const body = JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec: {} });
    const answer = await fetch(`${services.rekorUrl}/api/v1/log/entries`, { method: 'POST', body });
    expect(answer.status).toBe(400);
  });
});

describe('the identity token endpoint of Actions', () => {
  it('gives a token that verifies with the published key and names the run', async () => {
    const grant = services.oidc.grant(CLAIMS);
    const answer = await fetch(`${grant.requestUrl}&audience=sigstore`, {
      headers: { authorization: `Bearer ${grant.requestToken}` },
    });
    const { value } = (await answer.json()) as { value: string };
    expect(await services.oidc.verify(value, 'sigstore')).toMatchObject({
      ...CLAIMS,
      iss: services.oidc.issuer,
      aud: 'sigstore',
    });

    const configuration = await fetch(`${services.oidc.issuer}/.well-known/openid-configuration`);
    const { jwks_uri } = (await configuration.json()) as { jwks_uri: string };
    const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: { kty: string }[] };
    expect(createPublicKey({ key: { ...keys[0]! }, format: 'jwk' }).asymmetricKeyType).toBe('rsa');
  });

  it('refuses a request token that is unknown or was revoked', async () => {
    const grant = services.oidc.grant(CLAIMS);
    const ask = (token: string) =>
      fetch(`${grant.requestUrl}&audience=sigstore`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask('guess')).status).toBe(401);
    grant.revoke();
    expect((await ask(grant.requestToken)).status).toBe(401);
  });
});

describe('the time-stamping authority', () => {
  async function timestamp(
    content: Buffer,
    ...options: string[]
  ): Promise<{ digest: string; reply: string }> {
    const digest = createHash('sha256').update(content).digest('hex');
    await run('openssl', ['ts', '-query', '-digest', digest, '-sha256', ...options, '-out', 'query.tsq'], {
      cwd: directory,
    });
    const answer = await fetch(services.tsaUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(await readFile(join(directory, 'query.tsq'))),
    });
    expect(answer.headers.get('content-type')).toBe('application/timestamp-reply');
    await writeFile(join(directory, 'reply.tsr'), new Uint8Array(await answer.arrayBuffer()));
    return { digest, reply: 'reply.tsr' };
  }

  it('gives tokens that openssl accepts with the root alone, fifty times in a row', async () => {
    for (let round = 0; round < 50; round++) {
      const { digest, reply } = await timestamp(randomBytes(64), '-cert');
      const byDigest = ['ts', '-verify', '-digest', digest, '-in', reply, '-CAfile', 'root.pem'];
      expect((await run('openssl', byDigest, { cwd: directory })).stdout).toContain('Verification: OK');
      // The query carries a random nonce, so this fails unless the reply echoes it.
      const byQuery = ['ts', '-verify', '-queryfile', 'query.tsq', '-in', reply, '-CAfile', 'root.pem'];
      expect((await run('openssl', byQuery, { cwd: directory })).stdout).toContain('Verification: OK');
    }
  });

  it('gives the time in whole seconds, a serial number of its own to each token, and no chain unasked', async () => {
    const describeReply = async () =>
      (await run('openssl', ['ts', '-reply', '-in', 'reply.tsr', '-text'], { cwd: directory })).stdout;
    const { digest } = await timestamp(Buffer.from('a'), '-cert');
    const first = await describeReply();
    expect(first).toMatch(/Time stamp: \w{3} +\d+ \d\d:\d\d:\d\d \d{4} GMT/);
    await timestamp(Buffer.from('a'));
    const second = await describeReply();
    const serial = /Serial number: (\w+)/;
    expect(serial.exec(first)?.[1]).not.toBe(serial.exec(second)?.[1]);
    const verify = ['ts', '-verify', '-digest', digest, '-in', 'reply.tsr', '-CAfile', 'root.pem'];
    await expect(run('openssl', verify, { cwd: directory })).rejects.toThrow();
  });

  it('answers a query that is not one with a rejection', async () => {
    const answer = await fetch(services.tsaUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: 'not a query',
    });
    await writeFile(join(directory, 'reply.tsr'), new Uint8Array(await answer.arrayBuffer()));
    const text = await run('openssl', ['ts', '-reply', '-in', 'reply.tsr', '-text'], { cwd: directory });
    expect(text.stdout).toContain('Status: Rejected.');
  });
});

describe('faults on request', () => {
  // @sigstore/sign puts whatever a TSA answers into the bundle, so garbage shows at verification only.
  const signAndVerify = async () => verifier().verify(toSignedEntity(await sign()));
  const ask = (timeoutMs = 20_000) =>
    fetch(`${services.oidc.issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(timeoutMs),
    });

  it('breaks a service in each way and heals it on the same address', async () => {
    await services.setFault('oidc', 'refused');
    await expect(ask()).rejects.toMatchObject({ message: 'fetch failed' });
    await services.setFault('oidc', 'hang');
    await expect(ask(500)).rejects.toMatchObject({ name: 'TimeoutError' });
    await services.setFault('oidc', 'server-error');
    expect((await ask()).status).toBe(503);
    await services.setFault('oidc', 'garbage');
    await expect((await ask()).json()).rejects.toMatchObject({ name: 'SyntaxError' });
    await services.setFault('oidc', undefined);
    expect((await ask()).status).toBe(200);
  });

  it.each(['fulcio', 'rekor', 'tsa'] as const)(
    'gives no bundle that verifies while %s is down, in whatever way',
    async (name) => {
      for (const fault of ['refused', 'hang', 'server-error', 'garbage'] as const) {
        await services.setFault(name, fault);
        await expect(signAndVerify()).rejects.toThrow();
      }
      await services.setFault(name, undefined);
      await signAndVerify();
    },
  );
});
