import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import {
  pathsToAnchors,
  spkiPinOf,
} from '../../../../../core/remembrancer/evidence/rfc3161/certificate-path.ts';
import { cryptoEngine } from '../../../../../core/remembrancer/evidence/rfc3161/crypto-engine.ts';
import { verifyTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { parseAnchors } from '../../../../../core/remembrancer/evidence/rfc3161/parse-anchors.ts';
import { subjectOfFile } from '../../../../../core/remembrancer/evidence/subjects.ts';
import { cmsToken, SIGNER_FILES, tokenOf } from './cms-token.ts';
import {
  opensslAuthority,
  SIGNER,
  type AuthorityOptions,
  type OpensslAuthority,
} from './openssl-authority.ts';

// Programs of their own take longer when the machine is busy.
const PAST = ['20200101000000Z', '20210101000000Z'] as const;

const authorities: OpensslAuthority[] = [];
afterEach(() => Promise.all(authorities.splice(0).map((authority) => authority.close())));

async function start(options: AuthorityOptions): Promise<OpensslAuthority> {
  const authority = await opensslAuthority(options);
  authorities.push(authority);
  await writeFile(join(authority.directory, 'artifact'), 'the artifact');
  return authority;
}

const parsed = (pem: string) => parseAnchors({ roots: [pem], spkiPins: [] }).roots[0]!;
const pin = (pem: string): string => spkiPinOf(parsed(pem));

const verify = async (
  authority: OpensslAuthority,
  tsr: Uint8Array,
  roots: readonly string[],
  spkiPins: string[] = [],
) =>
  verifyTimestamp({
    tsr,
    subject: await subjectOfFile(join(authority.directory, 'artifact')),
    trust: { roots, spkiPins },
    at: new Date(),
  });

/** A token of the authority that brings the certificates along in this order. */
async function tokenWith(authority: OpensslAuthority, certificates: readonly string[]): Promise<Uint8Array> {
  await writeFile(join(authority.directory, 'others.pem'), certificates.join(''));
  const { content } = tokenOf(await authority.stamp('artifact', '-sha256', '-cert'));
  return cmsToken(authority, content, [...SIGNER_FILES, '-cades', '-certfile', 'others.pem']);
}

describe('the path of a token', () => {
  it('is found in whatever order its certificates come, and among others', async () => {
    const authority = await start({ intermediates: [{}, {}] });
    const stranger = await start({});
    const [first = '', second = ''] = authority.intermediates;
    for (const certificates of [
      [first, second],
      [second, first],
      [stranger.root, second, stranger.signer, first, authority.root],
    ]) {
      const tsr = await tokenWith(authority, certificates);
      expect((await verify(authority, tsr, [authority.root])).reason).toBe('verified');
    }
  });

  it('ends at any key that is pinned: of the root, of a CA or of the signer', async () => {
    const authority = await start({ intermediates: [{}, {}] });
    const tsr = await tokenWith(authority, [...authority.intermediates, authority.root]);
    for (const pem of [authority.root, ...authority.intermediates, authority.signer]) {
      expect((await verify(authority, tsr, [], [pin(pem)])).reason).toBe('verified');
    }
    expect((await verify(authority, tsr, [], ['0'.repeat(64)])).reason).toBe('unknown-signer');
  });

  it('ends at a CA or a signer that is pinned as if it were a root', async () => {
    const authority = await start({ intermediates: [{}, {}] });
    const tsr = await tokenWith(authority, authority.intermediates);
    for (const pem of [...authority.intermediates, authority.signer]) {
      expect((await verify(authority, tsr, [pem])).reason).toBe('verified');
    }
  });

  it('may be the signer alone, which vouches for itself only when it is pinned', async () => {
    const authority = await start({ root: { extensions: SIGNER } });
    const { content } = tokenOf(await authority.stamp('artifact', '-sha256', '-cert'));
    const tsr = await cmsToken(authority, content, ['-signer', 'root.pem', '-inkey', 'root.key', '-cades']);
    expect(await verify(authority, tsr, [authority.root])).toMatchObject({
      status: 'valid',
      by: 'Test Root',
    });
    expect((await verify(authority, tsr, [])).reason).toBe('unknown-signer');
    expect((await verify(authority, tsr, [], [pin(authority.root)])).reason).toBe('verified');
  });

  it('is a good one of several when there is one, and names the fault when there is none', async () => {
    const authority = await start({ intermediates: [{ period: PAST }] });
    const expired = await tokenWith(authority, authority.intermediates);
    expect(await verify(authority, expired, [authority.root])).toMatchObject({
      reason: 'expired',
      detail: 'The certificate of Test ca1 expired at 2021-01-01T00:00:00Z.',
    });
    // The same CA, with the same key, certified anew.
    const renewed = ['-in', 'ca1.csr', '-out', 'renewed.pem', '-extensions', 'root'];
    await authority.openssl('ca', '-batch', '-notext', '-days', '100', ...renewed);
    const pem = await authority.openssl('x509', '-in', 'renewed.pem');
    for (const certificates of [
      [pem, ...authority.intermediates],
      [...authority.intermediates, pem],
    ]) {
      const tsr = await tokenWith(authority, certificates);
      expect((await verify(authority, tsr, [authority.root])).reason).toBe('verified');
    }
  });

  it('goes by names, and not by keys alone', async () => {
    const authority = await start({ intermediates: [{}] });
    const request = ['-new', '-key', 'ca1.key', '-subj', '/O=Test/CN=Other', '-out', 'other.csr'];
    await authority.openssl('req', ...request);
    const issue = ['-in', 'other.csr', '-out', 'other.pem', '-extensions', 'root', '-days', '100'];
    await authority.openssl('ca', '-batch', '-notext', ...issue);
    const other = await authority.openssl('x509', '-in', 'other.pem');
    const tsr = await tokenWith(authority, [other]);
    expect((await verify(authority, tsr, [authority.root])).reason).toBe('unknown-signer');
  });

  it('is as long as seven certificates, and not longer', async () => {
    for (const [count, reason] of [
      [5, 'verified'],
      [6, 'unknown-signer'],
    ] as const) {
      const authority = await start({ intermediates: Array.from({ length: count }, () => ({})) });
      const tsr = await tokenWith(authority, authority.intermediates);
      expect((await verify(authority, tsr, [authority.root])).reason).toBe(reason);
    }
  });

  it('is as long as its CAs allow, who count those below them and not the signer', async () => {
    const limited = {
      extensions: ['basicConstraints = critical,CA:true,pathlen:0', 'keyUsage = critical,keyCertSign'],
    };
    for (const [intermediates, reason] of [
      [[limited], 'verified'],
      [[{}, limited], 'verified'],
      [[limited, {}], 'wrong-usage'],
    ] as const) {
      const authority = await start({ intermediates });
      const tsr = await tokenWith(authority, authority.intermediates);
      expect((await verify(authority, tsr, [authority.root])).reason).toBe(reason);
    }
  });

  it('is not searched for longer because a token brings CAs that certify each other in circles', async () => {
    const authority = await start({});
    // Two names over one key, each certified by the other, many times.
    const circle: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      for (const [name, issuer] of [
        ['/O=Test/CN=Test Root', '/O=Test/CN=Other'],
        ['/O=Test/CN=Other', '/O=Test/CN=Test Root'],
      ] as const) {
        await authority.openssl(
          'req',
          '-x509',
          '-key',
          'root.key',
          '-subj',
          issuer,
          '-days',
          '9',
          '-out',
          'issuer.pem',
          '-extensions',
          'root',
        );
        await authority.openssl('req', '-new', '-key', 'root.key', '-subj', name, '-out', 'circle.csr');
        const from = ['-CA', 'issuer.pem', '-CAkey', 'root.key', '-days', '9'];
        circle.push(
          await authority.openssl(
            'x509',
            '-req',
            '-in',
            'circle.csr',
            ...from,
            '-extfile',
            'openssl.cnf',
            '-extensions',
            'root',
          ),
        );
      }
    }
    const engine = cryptoEngine();
    const verifications = jest.spyOn(engine, 'verifyWithPublicKey');
    const paths = await pathsToAnchors({
      signer: parsed(authority.signer),
      candidates: circle.map(parsed),
      anchors: { roots: [], spkiPins: [] },
      engine,
    });
    expect(paths).toEqual([]);
    // Each pair of certificates at most once, though there are thousands of walks.
    expect(verifications.mock.calls.length).toBeLessThanOrEqual(15 * 14);
  });
});
