import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startServices, type Services } from '../../../../../sandbox/services/index.ts';
import { provenanceStatement } from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { signStatement } from '../../../../../core/remembrancer/evidence/sigstore/sign-statement.ts';
import { verifyBundle } from '../../../../../core/remembrancer/evidence/sigstore/verify-bundle.ts';
import type { SigstoreIdentity } from '../../../../../core/remembrancer/trust/index.ts';
import { RUN, tokenOf } from './workflow-run.ts';

// Programs and servers of their own take longer when the machine is busy.
const SUBJECT = { name: 'app.tar.gz', sha256: '1'.repeat(64), sha512: '2'.repeat(128) };
const STATEMENT = provenanceStatement([{ name: 'other', sha256: '3'.repeat(64) }, SUBJECT], RUN);

let services: Services;
let bundle: string;

beforeAll(async () => {
  services = await startServices({ serverUrl: RUN.serverUrl });
  bundle = await sign();
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

const identity = (changes: Partial<SigstoreIdentity> = {}): SigstoreIdentity => ({
  issuer: services.oidc.issuer,
  repository: 'https://github.com/acme/app',
  ...changes,
});

const verify = (changes: Partial<Parameters<typeof verifyBundle>[0]> = {}) =>
  verifyBundle({
    bundle,
    subject: SUBJECT,
    trustedRoot: services.trustedRoot,
    identity: identity(),
    ...changes,
  });

describe('a Sigstore bundle', () => {
  it('is a v0.3 bundle that is valid for each of its subjects', () => {
    expect(JSON.parse(bundle).mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(verify()).toMatchObject({
      status: 'valid',
      by: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
    });
    expect(verify({ subject: { name: 'other', sha256: '3'.repeat(64) } }).status).toBe('valid');
  });

  it('states the moment that Rekor or a time-stamping authority gave it, the earlier one of two', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const parts = JSON.parse(await sign({ tsaUrl: services.tsaUrl }));
    const timeOf = (): number => Date.parse(verify({ bundle: JSON.stringify(parts) }).time ?? '');
    const [entry] = parts.verificationMaterial.tlogEntries;
    const logged = Number(entry.integratedTime) * 1000;
    expect(timeOf()).toBeLessThanOrEqual(logged);
    expect(timeOf()).toBeGreaterThanOrEqual(before);
    delete entry.inclusionPromise;
    const stamped = timeOf();
    expect(stamped).toBeGreaterThanOrEqual(before);
    expect(Date.parse(verify().time ?? '')).toBe(
      Number(JSON.parse(bundle).verificationMaterial.tlogEntries[0].integratedTime) * 1000,
    );
  });

  it('is valid with a time from a time-stamping authority too', async () => {
    const dated = await sign({ tsaUrl: services.tsaUrl });
    expect(JSON.parse(dated).verificationMaterial.timestampVerificationData.rfc3161Timestamps).toHaveLength(
      1,
    );
    expect(verify({ bundle: dated }).status).toBe('valid');
  });

  it.each([
    ['another digest', { name: SUBJECT.name, sha256: '4'.repeat(64) }],
    ['another name', { name: 'renamed', sha256: SUBJECT.sha256 }],
    ['the digest of the other subject', { name: SUBJECT.name, sha256: '3'.repeat(64) }],
    ['another SHA-512', { ...SUBJECT, sha512: '5'.repeat(128) }],
  ])('is invalid for an artifact with %s', (_, subject) => {
    expect(verify({ subject })).toMatchObject({ status: 'invalid', reason: 'mismatch' });
  });

  it.each([
    ['workflow', { workflow: '.github/workflows/release.yml' }],
    ['ref', { ref: 'refs/tags/v1.0.0' }],
    ['pattern of refs', { ref: 'refs/tags/v*' }],
  ])('is valid for the expected %s', (_, expected) => {
    expect(verify({ identity: identity(expected) }).status).toBe('valid');
  });

  it.each([
    ['issuer', { issuer: 'https://token.actions.githubusercontent.com' }],
    ['repository', { repository: 'https://github.com/acme/ap' }],
    ['repository', { repository: 'https://github.com/acme/app2' }],
    ['workflow', { workflow: '.github/workflows/other.yml' }],
    ['workflow', { workflow: '.github/workflows/release.y' }],
    ['ref', { ref: 'refs/tags/v1.0' }],
    ['ref', { ref: 'refs/heads/*' }],
  ])('is untrusted for another %s', (what, expected) => {
    const verdict = verify({ identity: identity(expected) });
    expect(verdict).toMatchObject({ status: 'untrusted', reason: 'wrong-identity' });
    expect(verdict.detail).toContain(`The certificate's ${what} is `);
  });

  it('is not valid against the trusted root of another Sigstore', async () => {
    const other = await startServices();
    try {
      const { status, reason } = verify({ trustedRoot: other.trustedRoot });
      expect([status, reason]).toEqual(['untrusted', 'unknown-signer']);
    } finally {
      await other.stop();
    }
  });

  it('is not valid without its place in Rekor, though a time-stamping authority dated it', async () => {
    const parts = JSON.parse(await sign({ tsaUrl: services.tsaUrl }));
    parts.verificationMaterial.tlogEntries = [];
    expect(verify({ bundle: JSON.stringify(parts) })).toMatchObject({
      status: 'invalid',
      reason: 'malformed',
      detail: expect.stringContaining('expected 1 tlog entries, got 0'),
    });
  });

  it('is not valid when nobody dates it: without a signed entry time and a time-stamping authority', () => {
    const parts = JSON.parse(bundle);
    delete parts.verificationMaterial.tlogEntries[0].inclusionPromise;
    expect(verify({ bundle: JSON.stringify(parts) })).toMatchObject({
      status: 'invalid',
      reason: 'malformed',
      detail: expect.stringContaining('expected 1 timestamps, got 0'),
    });
  });

  it('is valid by the time-stamping authority alone, as the entries of Rekor v2 are', async () => {
    const parts = JSON.parse(await sign({ tsaUrl: services.tsaUrl }));
    delete parts.verificationMaterial.tlogEntries[0].inclusionPromise;
    expect(verify({ bundle: JSON.stringify(parts) })).toMatchObject({ status: 'valid' });
  });

  it('is not valid when Fulcio put its certificate on no log', async () => {
    const unlogged = await startServices({ serverUrl: RUN.serverUrl, certificateLog: false });
    try {
      const { fulcioUrl, rekorUrl, trustedRoot, oidc } = unlogged;
      const text = await sign({ identityToken: await tokenOf(unlogged), fulcioUrl, rekorUrl });
      const verdict = verify({ bundle: text, trustedRoot, identity: identity({ issuer: oidc.issuer }) });
      expect(verdict).toMatchObject({
        status: 'invalid',
        reason: 'malformed',
        detail: expect.stringContaining('expected 1 SCTs, got 0'),
      });
    } finally {
      await unlogged.stop();
    }
  });

  it('is not valid when no log that is trusted knows its certificate', () => {
    expect(verify({ trustedRoot: { ...services.trustedRoot, ctlogs: [] } })).toMatchObject({
      status: 'untrusted',
      reason: 'unknown-signer',
      detail: expect.stringContaining('SCT verification failed'),
    });
  });

  it('is not judged by a trusted root that is none', () => {
    const tlogs = [{ publicKey: { rawBytes: 'AAAA', keyDetails: 'PKIX_ECDSA_P256_SHA_256' } }];
    const broken = { ...services.trustedRoot, tlogs };
    expect(() => verify({ trustedRoot: broken })).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('is that of a workflow whatever the form of its token, also with the numbers of owner and repository', async () => {
    for (const sub of ['repo:acme@123/app@456:ref:refs/tags/v1.0.0', 'repo:acme/app:environment:ledger']) {
      const text = await sign({ identityToken: await tokenOf(services, { sub }) });
      expect(verify({ bundle: text }).status).toBe('valid');
    }
  });

  it('is that of the calling repository when a workflow of another one made it', async () => {
    const reusable = 'vaultmesh/record/.github/workflows/vaultmesh-record.yml@refs/tags/v1';
    const text = await sign({ identityToken: await tokenOf(services, { job_workflow_ref: reusable }) });
    const workflow = '.github/workflows/release.yml';
    expect(verify({ bundle: text, identity: identity({ workflow }) })).toMatchObject({
      status: 'valid',
      by: `https://github.com/${reusable}`,
    });
    const other = identity({ repository: 'https://github.com/vaultmesh/record' });
    expect(verify({ bundle: text, identity: other })).toMatchObject({ reason: 'wrong-identity' });
  });

  it('is that of a workflow with an address of more than 255 bytes', async () => {
    const ref = `refs/tags/${'v'.repeat(300)}`;
    const workflowRef = `acme/app/.github/workflows/release.yml@${ref}`;
    const claims = { ref, workflow_ref: workflowRef, job_workflow_ref: workflowRef };
    const text = await sign({ identityToken: await tokenOf(services, claims) });
    expect(
      verify({ bundle: text, identity: identity({ ref, workflow: '.github/workflows/release.yml' }) }),
    ).toMatchObject({
      status: 'valid',
    });
  });

  it.each(['', 'not JSON', '{}', '[]', 'null'])('is malformed when it reads %j', (text) => {
    expect(verify({ bundle: text })).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });

  it('is invalid with its payload, its signature or its log entry changed', () => {
    const changed = (change: (parts: ReturnType<typeof JSON.parse>) => void): string => {
      const parts = JSON.parse(bundle);
      change(parts);
      return JSON.stringify(parts);
    };
    const flip = (base64: unknown): string => {
      const bytes = Buffer.from(String(base64), 'base64');
      bytes[bytes.length - 1]! ^= 1;
      return bytes.toString('base64');
    };
    const payload = changed(({ dsseEnvelope }) => (dsseEnvelope.payload = flip(dsseEnvelope.payload)));
    const signature = changed(
      ({ dsseEnvelope: { signatures } }) => (signatures[0].sig = flip(signatures[0].sig)),
    );
    const entry = changed(({ verificationMaterial: { tlogEntries } }) => {
      tlogEntries[0].canonicalizedBody = flip(tlogEntries[0].canonicalizedBody);
    });
    const type = changed(({ dsseEnvelope }) => (dsseEnvelope.payloadType = 'text/plain'));
    for (const text of [payload, signature, entry, type]) {
      expect(verify({ bundle: text })).toMatchObject({ status: 'invalid', reason: 'bad-signature' });
    }
  });
});
