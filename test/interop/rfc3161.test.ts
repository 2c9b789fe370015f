import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { fromHex } from '../../core/common/bytes.ts';
import { subjectOfFile } from '../../core/remembrancer/evidence/index.ts';
import { requestTimestamp, verifyTimestamp } from '../../core/remembrancer/evidence/rfc3161/index.ts';
import {
  CA,
  opensslAuthority,
  SIGNER,
  type AuthorityOptions,
  type OpensslAuthority,
} from '../core/remembrancer/evidence/rfc3161/openssl-authority.ts';

// Programs of their own take longer when the machine is busy.
const authorities: OpensslAuthority[] = [];
afterEach(() => Promise.all(authorities.splice(0).map((authority) => authority.close())));

async function make(options: AuthorityOptions): Promise<OpensslAuthority> {
  const authority = await opensslAuthority(options);
  await writeFile(join(authority.directory, 'artifact'), 'the artifact');
  return authority;
}

/** An authority that ends with the test. */
async function start(options: AuthorityOptions): Promise<OpensslAuthority> {
  const authority = await make(options);
  authorities.push(authority);
  return authority;
}

/** Whether `openssl ts -verify` accepts the token over the artifact, with the root trusted. */
async function opensslAccepts(
  authority: OpensslAuthority,
  tsr: Uint8Array,
  ...options: readonly string[]
): Promise<boolean> {
  await writeFile(join(authority.directory, 'token.tsr'), tsr);
  const trust = ['-CAfile', 'root.pem', ...options];
  return authority.openssl('ts', '-verify', '-data', 'artifact', '-in', 'token.tsr', ...trust).then(
    () => true,
    () => false,
  );
}

async function verify(authority: OpensslAuthority, tsr: Uint8Array, roots = [authority.root]) {
  const subject = await subjectOfFile(join(authority.directory, 'artifact'));
  const trust = { roots, spkiPins: [] };
  return verifyTimestamp({ tsr, subject, trust, at: new Date() });
}

const P384 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'];
const P521 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'];

describe.each<readonly [string, AuthorityOptions]>([
  ['ECDSA P-256', {}],
  ['ECDSA P-384 over SHA-384', { key: P384, settings: ['signer_digest = sha384'] }],
  ['ECDSA P-521 over SHA-512', { key: P521, settings: ['signer_digest = sha512'] }],
  ['RSA 2048', { key: ['-newkey', 'rsa:2048'] }],
  ['RSA 3072 over SHA-512', { key: ['-newkey', 'rsa:3072'], settings: ['signer_digest = sha512'] }],
  ['ESSCertID of 2005, over SHA-1', { settings: ['ess_cert_id_alg = sha1'] }],
  [
    'ESSCertIDv2 over SHA-512, of the whole chain',
    {
      intermediates: [{}],
      settings: ['ess_cert_id_alg = sha512', 'ess_cert_id_chain = yes'],
    },
  ],
  [
    'accuracy, ordering, fractions of a second and its name',
    {
      settings: [
        'accuracy = secs:1, millisecs:500, microsecs:100',
        'ordering = yes',
        'clock_precision_digits = 6',
        'tsa_name = yes',
      ],
    },
  ],
])('an authority of openssl with %s', (_, options) => {
  let authority: OpensslAuthority;
  beforeAll(async () => {
    authority = await make(options);
  });
  afterAll(() => authority.close());

  it('gives tokens to us that openssl ts -verify accepts, as we do', async () => {
    const { sha256 } = await subjectOfFile(join(authority.directory, 'artifact'));
    const tsr = await requestTimestamp({
      url: 'https://tsa.example',
      digest: fromHex(sha256) ?? new Uint8Array(),
      fetch: authority.fetch,
      timeoutMs: 20_000,
      randomBytes,
    });
    expect(await opensslAccepts(authority, tsr)).toBe(true);
    expect(await verify(authority, tsr)).toMatchObject({ status: 'valid', by: 'Test TSA' });
  });

  it.each([
    [['-sha256']],
    [['-sha512']],
    [['-sha256', '-no_nonce']],
    [['-sha512', '-tspolicy', '1.2.3.4.5']],
  ])('makes tokens by %j that both accept', async (query) => {
    const tsr = await authority.stamp('artifact', '-cert', ...query);
    expect(await opensslAccepts(authority, tsr)).toBe(true);
    expect(await verify(authority, tsr)).toMatchObject({ status: 'valid', by: 'Test TSA' });
  });

  it('makes tokens without a certificate that both accept with it at hand', async () => {
    const tsr = await authority.stamp('artifact', '-sha256');
    expect(await opensslAccepts(authority, tsr)).toBe(false);
    expect(await opensslAccepts(authority, tsr, '-untrusted', 'signer.pem')).toBe(
      authority.intermediates.length === 0,
    );
    expect((await verify(authority, tsr)).reason).toBe('unknown-signer');
    expect((await verify(authority, tsr, [authority.signer])).status).toBe('valid');
  });
});

const ca = (...extensions: string[]) => ({ extensions: [...CA, ...extensions] });
const pathlen = (limit: number) => ({
  extensions: [`basicConstraints = critical,CA:true,pathlen:${limit}`, 'keyUsage = critical,keyCertSign'],
});
const PAST = ['20200101000000Z', '20210101000000Z'] as const;
const FUTURE = ['20400101000000Z', '20410101000000Z'] as const;

describe('a path on which openssl and we agree', () => {
  it.each<readonly [string, AuthorityOptions, string]>([
    ['through a CA', { intermediates: [{}] }, 'verified'],
    ['through four CAs', { intermediates: [{}, {}, {}, {}] }, 'verified'],
    ['through a CA for no CAs', { intermediates: [pathlen(0)] }, 'verified'],
    ['as long as its root allows', { root: pathlen(1), intermediates: [{}] }, 'verified'],
    ['longer than its root allows', { root: pathlen(0), intermediates: [{}] }, 'wrong-usage'],
    ['longer than a CA allows', { intermediates: [pathlen(0), {}] }, 'wrong-usage'],
    [
      'through a CA for time-stamping',
      { intermediates: [ca('extendedKeyUsage = timeStamping')] },
      'verified',
    ],
    [
      'through a CA for anything',
      { intermediates: [ca('extendedKeyUsage = anyExtendedKeyUsage,codeSigning')] },
      'verified',
    ],
    [
      'through what is no CA',
      { intermediates: [{ extensions: ['basicConstraints = critical,CA:false'] }] },
      'wrong-usage',
    ],
    [
      'through what may sign no certificates',
      {
        intermediates: [
          { extensions: ['basicConstraints = critical,CA:true', 'keyUsage = critical,cRLSign'] },
        ],
      },
      'wrong-usage',
    ],
    [
      'through a CA with a critical extension that nobody knows',
      {
        intermediates: [ca('1.2.3.4 = critical,ASN1:NULL')],
      },
      'wrong-usage',
    ],
    [
      'through a CA with another extension that nobody knows',
      { intermediates: [ca('1.2.3.4 = ASN1:NULL')] },
      'verified',
    ],
    [
      'to a signer with a critical extension that nobody knows',
      {
        signer: { extensions: [...SIGNER, '1.2.3.4 = critical,ASN1:NULL'] },
      },
      'wrong-usage',
    ],
    ['through a CA that had expired', { intermediates: [{ period: PAST }] }, 'expired'],
    ['through a CA that was not valid yet', { intermediates: [{ period: FUTURE }] }, 'in-future'],
    ['to a signer that had expired', { signer: { period: PAST } }, 'expired'],
    ['to a signer that was not valid yet', { signer: { period: FUTURE } }, 'in-future'],
    ['from a root that signs itself over SHA-1', { root: { digest: 'sha1' } }, 'verified'],
    ['from a root that had expired', { root: { period: PAST } }, 'expired'],
  ])('%s', async (_, options, reason) => {
    const authority = await start(options);
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    expect((await verify(authority, tsr)).reason).toBe(reason);
    expect(await opensslAccepts(authority, tsr)).toBe(reason === 'verified');
  });

  it('that leads to no root that is trusted', async () => {
    const authority = await start({ intermediates: [{}] });
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    const stranger = await start({});
    expect((await verify(stranger, tsr)).reason).toBe('unknown-signer');
    expect(await opensslAccepts(stranger, tsr)).toBe(false);
  });

  it('that is not all there', async () => {
    const authority = await start({ intermediates: [{}] });
    const tsr = await authority.stamp('artifact', '-sha256');
    expect((await verify(authority, tsr)).reason).toBe('unknown-signer');
    expect(await opensslAccepts(authority, tsr)).toBe(false);
  });
});

describe('a path on which we ask for more than openssl', () => {
  it.each<readonly [string, AuthorityOptions, string]>([
    [
      'under name constraints, which we do not apply',
      {
        intermediates: [ca('nameConstraints = critical,permitted;dirName:permitted')],
      },
      'wrong-usage',
    ],
    [
      'under name constraints that are not critical, against the rule',
      {
        intermediates: [ca('nameConstraints = permitted;dirName:permitted')],
      },
      'wrong-usage',
    ],
    [
      'through a CA for code signing',
      { intermediates: [ca('extendedKeyUsage = codeSigning')] },
      'wrong-usage',
    ],
    ['vouched for over SHA-1', { signer: { digest: 'sha1' } }, 'weak-algorithm'],
    ['through a CA vouched for over SHA-1', { intermediates: [{ digest: 'sha1' }] }, 'weak-algorithm'],
    ['to an RSA key of 1024 bits', { signer: { key: ['-newkey', 'rsa:1024'] } }, 'weak-algorithm'],
    [
      'through an RSA key of 1024 bits',
      { intermediates: [{ key: ['-newkey', 'rsa:1024'] }] },
      'weak-algorithm',
    ],
  ])('%s', async (_, options, reason) => {
    const authority = await start(options);
    const tsr = await authority.stamp('artifact', '-sha256', '-cert');
    expect((await verify(authority, tsr)).reason).toBe(reason);
    expect(await opensslAccepts(authority, tsr)).toBe(true);
  });
});
