import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { fromHex } from '../../../../../core/common/bytes.ts';
import {
  requestTimestamp,
  verifyTimestamp,
} from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { signerFault } from '../../../../../core/remembrancer/evidence/rfc3161/certificate-rules.ts';
import { parseAnchors } from '../../../../../core/remembrancer/evidence/rfc3161/parse-anchors.ts';
import { spkiPinOf } from '../../../../../core/remembrancer/evidence/rfc3161/certificate-path.ts';
import type { Subject } from '../../../../../core/remembrancer/evidence/subject.ts';
import { subjectOfFile } from '../../../../../core/remembrancer/evidence/subjects.ts';
import { cmsToken, SIGNER_FILES, tokenOf } from './cms-token.ts';
import { opensslAuthority, type AuthorityOptions, type OpensslAuthority } from './openssl-authority.ts';

// Programs and servers of their own take longer when the machine is busy.
let authority: OpensslAuthority;
let subject: Subject;
const others: OpensslAuthority[] = [];

beforeAll(async () => {
  authority = await opensslAuthority();
  subject = await artifactIn(authority);
});

afterEach(() => Promise.all(others.splice(0).map((other) => other.close())));
afterAll(() => authority.close());

async function artifactIn({ directory }: OpensslAuthority): Promise<Subject> {
  await writeFile(join(directory, 'artifact'), 'the artifact');
  return subjectOfFile(join(directory, 'artifact'));
}

async function anotherAuthority(options: AuthorityOptions): Promise<OpensslAuthority> {
  const other = await opensslAuthority(options);
  others.push(other);
  await artifactIn(other);
  return other;
}

const verify = (tsr: Uint8Array, changes: Partial<Parameters<typeof verifyTimestamp>[0]> = {}) =>
  verifyTimestamp({
    tsr,
    subject,
    trust: { roots: [authority.root], spkiPins: [] },
    at: new Date(),
    ...changes,
  });

const request = (from: OpensslAuthority, changes: Partial<Parameters<typeof requestTimestamp>[0]> = {}) =>
  requestTimestamp({
    url: 'https://tsa.example',
    digest: fromHex(subject.sha256) ?? new Uint8Array(),
    fetch: from.fetch,
    timeoutMs: 20_000,
    randomBytes,
    ...changes,
  });

/** The content of a token over the artifact, to be signed in other ways. */
const info = async (): Promise<Uint8Array> =>
  tokenOf(await authority.stamp('artifact', '-sha256', '-cert')).content;

const spkiPin = (pem: string): string => {
  const [certificate] = parseAnchors({ roots: [pem], spkiPins: [] }).roots;
  return spkiPinOf(certificate!);
};

describe('a token that we asked an openssl authority for', () => {
  it('is accepted by openssl ts -verify and by us', async () => {
    const tsr = await request(authority);
    await writeFile(join(authority.directory, 'ours.tsr'), tsr);
    const verification = ['-digest', subject.sha256, '-in', 'ours.tsr', '-CAfile', 'root.pem'];
    await expect(authority.openssl('ts', '-verify', ...verification)).resolves.toBeDefined();
    expect(await verify(tsr)).toMatchObject({ status: 'valid', reason: 'verified', by: 'Test TSA' });
  });

  it('was asked for with a nonce and with the certificate', async () => {
    let query: Uint8Array = new Uint8Array();
    const fetch: typeof globalThis.fetch = async (url, init) => {
      query = new Uint8Array(await new Response(init?.body ?? '').arrayBuffer());
      return authority.fetch(url, init);
    };
    await request(authority, { fetch });
    await writeFile(join(authority.directory, 'ours.tsq'), query);
    const text = await authority.openssl('ts', '-query', '-in', 'ours.tsq', '-text');
    expect(text).toMatch(/Nonce: 0x[4-7][0-9A-F]{15}\nCertificate required: yes/);
    expect(text).toContain('Hash Algorithm: sha256');
  });

  it('is refused when it is for another request: another digest, or a replay', async () => {
    const other = await authority.stamp('openssl.cnf', '-sha256', '-cert');
    const replay = await request(authority);
    const unasked = await authority.stamp('artifact', '-sha256', '-cert', '-no_nonce');
    for (const [answer, what] of [
      [other, 'is not for the digest'],
      [replay, 'does not carry the nonce'],
      [unasked, 'does not carry the nonce'],
    ] as const) {
      const fetch = () => Promise.resolve(new Response(Buffer.from(answer)));
      await expect(request(authority, { fetch })).rejects.toMatchObject({
        code: 'verification-failed',
        message: expect.stringContaining(what),
      });
    }
  });

  it('is a refusal in words when the authority rejects the request', async () => {
    const rejection = await authority.reply(Uint8Array.of(1, 2, 3));
    const fetch = () => Promise.resolve(new Response(Buffer.from(rejection)));
    await expect(request(authority, { fetch })).rejects.toMatchObject({ code: 'policy' });
    expect(await verify(rejection)).toMatchObject({ status: 'invalid', reason: 'rejected' });
  });
});

describe('a token that openssl ts made', () => {
  it.each([
    ['SHA-256', '-sha256'],
    ['SHA-512', '-sha512'],
  ])('over the %s of the artifact is valid', async (_, algorithm) => {
    expect(await verify(await authority.stamp('artifact', algorithm, '-cert'))).toMatchObject({
      status: 'valid',
    });
  });

  it('with an RSA key, ESSCertID v1 and a fraction of a second is valid', async () => {
    const rsa = await anotherAuthority({
      key: ['-newkey', 'rsa:2048'],
      settings: ['ess_cert_id_alg = sha1', 'signer_digest = sha512', 'clock_precision_digits = 3'],
    });
    for (let round = 0; round < 3; round += 1) {
      const tsr = await rsa.stamp('artifact', '-sha256', '-cert');
      const verdict = await verify(tsr, { trust: { roots: [rsa.root], spkiPins: [] } });
      expect(verdict).toMatchObject({ status: 'valid' });
      expect(Math.abs(Date.parse(verdict.time ?? '') - Date.now())).toBeLessThan(10_000);
    }
  });

  it('without its certificate is valid only for those who have pinned it', async () => {
    const tsr = await authority.stamp('artifact', '-sha256');
    expect(await verify(tsr)).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
    const pinned = { roots: [authority.root, authority.signer], spkiPins: [] };
    expect(await verify(tsr, { trust: pinned })).toMatchObject({ status: 'valid' });
  });

  it('is valid by a pin on the key of its signer, or of the CA above it', async () => {
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    for (const pem of [authority.signer, authority.root]) {
      const trust = { roots: pem === authority.root ? [pem] : [], spkiPins: [spkiPin(pem)] };
      expect(await verify(tsr, { trust })).toMatchObject({ status: 'valid' });
    }
  });

  it('is untrusted by an authority that nobody pinned, though its names are the same', async () => {
    const stranger = await anotherAuthority({});
    const tsr = await stranger.stamp('artifact', '-sha256', '-cert');
    expect(await verify(tsr)).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('whose signer is named by key identifier, as openssl cms -cades -keyid does, is valid', async () => {
    const tsr = await cmsToken(authority, await info(), [...SIGNER_FILES, '-cades', '-keyid']);
    expect(await verify(tsr)).toMatchObject({ status: 'valid', by: 'Test TSA' });
  });

  it('is invalid by a pinned authority whose certificate is for something else', async () => {
    const other = await anotherAuthority({
      signer: { extensions: ['extendedKeyUsage = critical,codeSigning'] },
    });
    const tsr = await cmsToken(other, await info());
    const trust = { roots: [other.root], spkiPins: [] };
    expect(await verify(tsr, { trust })).toMatchObject({ status: 'invalid', reason: 'wrong-usage' });
  });

  it('with two signers is malformed, whoever they are', async () => {
    const root = ['-signer', 'root.pem', '-inkey', 'root.key'];
    const tsr = await cmsToken(authority, await info(), [...SIGNER_FILES, ...root, '-cades']);
    expect(await verify(tsr)).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });

  it('is too weak when the root vouched for its signer by SHA-1', async () => {
    const other = await anotherAuthority({ signer: { digest: 'sha1' } });
    const tsr = await other.stamp('artifact', '-sha256', '-cert');
    const trust = { roots: [other.root], spkiPins: [] };
    expect(await verify(tsr, { trust })).toMatchObject({ status: 'invalid', reason: 'weak-algorithm' });
  });

  it('is of the one certificate that it names by digest, and of no other over the same key', async () => {
    const tsr = await authority.stamp('artifact', '-sha256');
    // The same issuer, serial number, name and key; made again with another period.
    await writeFile(join(authority.directory, 'ca-serial'), '01\n');
    await writeFile(join(authority.directory, 'index'), '');
    const period = ['-startdate', '20250101000000Z', '-enddate', '20350101000000Z'];
    const files = ['-in', 'signer.csr', '-out', 'twin.pem', '-extensions', 'signer'];
    await authority.openssl('ca', '-batch', '-notext', ...period, ...files);
    const twin = await readFile(join(authority.directory, 'twin.pem'), 'utf8');
    const pinned = (root: string) => ({ trust: { roots: [root], spkiPins: [] } });
    expect(await verify(tsr, pinned(authority.signer))).toMatchObject({ status: 'valid' });
    expect(await verify(tsr, pinned(twin))).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('is not from after the moment that the verdict is about', async () => {
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    const at = new Date(Date.now() - 3_600_000);
    expect(await verify(tsr, { at })).toMatchObject({ status: 'invalid', reason: 'in-future' });
  });

  it('is invalid for another artifact', async () => {
    const tsr = await authority.stamp('openssl.cnf', '-sha256', '-cert');
    expect(await verify(tsr)).toMatchObject({ status: 'invalid', reason: 'mismatch' });
  });

  it('over a digest that is not at hand proves nothing either way', async () => {
    const over512 = await authority.stamp('artifact', '-sha512', '-cert');
    expect(await verify(over512, { subject: { sha256: subject.sha256 } })).toMatchObject({
      status: 'untrusted',
      reason: 'content-needed',
    });
  });

  it('is invalid for another nonce or another policy than was asked for', async () => {
    const tsr = await authority.stamp('artifact', '-sha256', '-cert', '-tspolicy', '1.2.3.4.5');
    expect(await verify(tsr, { policy: '1.2.3.4.5' })).toMatchObject({ status: 'valid' });
    expect(await verify(tsr, { policy: '1.2.3.4.1' })).toMatchObject({
      status: 'invalid',
      reason: 'mismatch',
    });
    const nonce = Uint8Array.of(0x40, 1, 2, 3, 4, 5, 6, 7);
    expect(await verify(tsr, { nonce })).toMatchObject({ status: 'invalid', reason: 'mismatch' });
  });

  it('is invalid when its signer had expired at that time', async () => {
    const late = await anotherAuthority({ signer: { period: ['20200101000000Z', '20210101000000Z'] } });
    const tsr = await late.stamp('artifact', '-sha256', '-cert');
    const verdict = await verify(tsr, { trust: { roots: [late.root], spkiPins: [] } });
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'expired' });
  });

  it('is invalid when what signed its signer is no CA', async () => {
    const notCa = await anotherAuthority({ root: { extensions: ['basicConstraints = critical,CA:false'] } });
    const tsr = await notCa.stamp('artifact', '-sha256', '-cert');
    const trust = { roots: [notCa.root], spkiPins: [] };
    expect(await verify(tsr, { trust })).toMatchObject({ status: 'invalid', reason: 'wrong-usage' });
  });

  it('is never valid with one byte of what is signed changed', async () => {
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    // From the TSTInfo's version to its end, and the signature, which stands last.
    const start = Buffer.from(tsr).indexOf(Buffer.from(subject.sha256, 'hex'));
    const positions = [
      ...Array.from({ length: 64 }, (_, i) => start + i),
      ...Array.from({ length: 64 }, (_, i) => tsr.length - 64 + i),
    ];
    for (const position of positions) {
      const changed = Uint8Array.from(tsr, (byte, i) => (i === position ? byte ^ 1 : byte));
      expect(await verify(changed)).not.toMatchObject({ status: 'valid' });
    }
  });

  it('has to be the whole file: nothing before, after or missing', async () => {
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    for (const wrong of [tsr.slice(0, -1), Uint8Array.from([...tsr, 0]), tsr.slice(1), new Uint8Array()]) {
      expect(await verify(wrong)).toMatchObject({ status: 'invalid', reason: 'malformed' });
    }
  });
});

describe('the certificate of an authority', () => {
  const parsed = (pem: string) => parseAnchors({ roots: [pem], spkiPins: [] }).roots[0]!;
  const signature = 'keyUsage = critical,digitalSignature';

  it.each([
    [[signature, 'extendedKeyUsage = critical,timeStamping'], true],
    [['keyUsage = critical,nonRepudiation', 'extendedKeyUsage = critical,timeStamping'], true],
    [['extendedKeyUsage = critical,timeStamping'], true],
    [['keyUsage = critical,keyEncipherment', 'extendedKeyUsage = critical,timeStamping'], false],
    [[signature, 'extendedKeyUsage = timeStamping'], false],
    [[signature, 'extendedKeyUsage = critical,timeStamping,codeSigning'], false],
    [[signature, 'extendedKeyUsage = critical,codeSigning'], false],
    [[signature], false],
  ])('with %j may sign tokens: %s', async (extensions, may) => {
    const { signer } = await anotherAuthority({ signer: { extensions } });
    const fault = signerFault(parsed(signer));
    expect(fault?.reason).toBe(may ? undefined : 'wrong-usage');
  });
});

describe('the trust file', () => {
  it('is named when a root in it is no certificate', async () => {
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    const trust = { roots: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'], spkiPins: [] };
    await expect(verify(tsr, { trust })).rejects.toThrow('root 1 of the trust file');
    const two = { roots: [authority.root, authority.root + authority.signer], spkiPins: [] };
    await expect(verify(tsr, { trust: two })).rejects.toThrow('root 2 of the trust file');
  });
});
