import { describe, expect, it } from '@jest/globals';

import { endedIn } from '../../../../../../../core/remembrancer/covenant/rules/federation/expiry/ended-trust.ts';
import { readPublicKeys } from '../../../../../../../core/remembrancer/evidence/openpgp/index.ts';
import type { TrustFile } from '../../../../../../../core/remembrancer/trust/index.ts';
import { memoryAuthority } from '../../../../memory-authority.ts';
import { makers, signatureOver } from '../../../ledger/signed-ledger.ts';

const AT = new Date('2026-11-22T09:00:00Z');
const BEFORE = '2026-11-22T08:59:59Z';
const LAST = '2026-11-22T09:00:00Z';

const TRUST: TrustFile = {
  v: 1,
  policy: 'quorum none\n',
  openpgp: { fingerprints: [] },
  rfc3161: { roots: [], spkiPins: [] },
};

/** A certificate of `openssl req -x509 -subj /O=Acme/CN=TSA -days 1`. */
const ACME = `-----BEGIN CERTIFICATE-----
MIIBjjCCATWgAwIBAgIUL/aq6uIqIlxp83eVaUbyQwqkKJEwCgYIKoZIzj0EAwIw
HTENMAsGA1UECgwEQWNtZTEMMAoGA1UEAwwDVFNBMB4XDTI2MTEyMjA2Mzg1MloX
DTI2MTEyMzA2Mzg1MlowHTENMAsGA1UECgwEQWNtZTEMMAoGA1UEAwwDVFNBMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE36PnloA8jQBcHetL3axrT1ELmWnEFop4
0+JznpN9szbEMdUZ5z8aSzvIxwD1pHuTiY+folS2lijKnnKqvW5bFKNTMFEwHQYD
VR0OBBYEFEWMSEIcplPVbeNCbQ20YisBN3DgMB8GA1UdIwQYMBaAFEWMSEIcplPV
beNCbQ20YisBN3DgMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIg
LU1ENGdoGahpGLVO1ynSWvQBDGso7c0yCu7S+MVF+KsCIG+pHydyOTg4l15ub2ui
GjMIYO0UhgdLKgPhyRrEejA6
-----END CERTIFICATE-----
`;

/** What has ended of a trust file with these members. */
const ended = (changes: Partial<TrustFile>): Promise<unknown> => endedIn({ ...TRUST, ...changes }, AT);

describe('the roots of a trust file', () => {
  const endedRoots = (roots: readonly string[]): Promise<unknown> =>
    ended({ rfc3161: { roots, spkiPins: [] } });

  it('are valid up to their last moment, and one that cannot be read has not ended', async () => {
    const [before, last] = await Promise.all(
      [BEFORE, LAST].map((ends) => memoryAuthority({ ends: new Date(ends) })),
    );
    const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(await endedRoots([last!.root, damaged])).toEqual([]);
    const what = `trusts the time-stamping root CN=Memory TSA, which ended at ${BEFORE}`;
    expect(await endedRoots([before!.root, damaged, last!.root, before!.root])).toEqual([{ what }, { what }]);
  });

  it('are told by all names that they have, in one line', async () => {
    const trust = { ...TRUST, rfc3161: { roots: [ACME], spkiPins: [] } };
    expect(await endedIn(trust, new Date('2026-12-01T00:00:00Z'))).toEqual([
      { what: 'trusts the time-stamping root O=Acme, CN=TSA, which ended at 2026-11-23T06:38:52Z' },
    ]);
  });
});

describe('the OpenPGP keys of a trust file', () => {
  const keyWith = async (keySeconds?: number): Promise<string> => {
    const by = await makers(keySeconds === undefined ? {} : { keySeconds });
    return Buffer.from((await signatureOver('x', by))[1]!.content).toString();
  };

  it('are told apart from those that cannot be read, which are counted among all', async () => {
    const [good, old] = await Promise.all([keyWith(), keyWith(325 * 86_400)]);
    const [key] = await readPublicKeys([old]);
    const fingerprint = key!.getFingerprint().toUpperCase();
    const keys = [good, 'x', old, 'y'];
    expect(await ended({ openpgp: { fingerprints: [fingerprint], keys } })).toEqual([
      { what: 'has an OpenPGP key that cannot be read, the 2. of them', isOpen: true },
      { what: 'has an OpenPGP key that cannot be read, the 4. of them', isOpen: true },
      { what: `trusts the OpenPGP key ${fingerprint}, which expired at 2026-11-22T00:00:00Z` },
    ]);
  });
});

describe('the Sigstore root of a trust file', () => {
  const endedRoot = (trustedRoot: object): Promise<unknown> =>
    ended({
      sigstore: { trustedRoot, identity: { issuer: 'https://a.example', repository: 'https://b.example' } },
    });
  const until = (end: unknown): object => ({ validFor: { start: '2022-01-01T00:00:00Z', end } });
  const noAuthority = [{ what: 'has a Sigstore trusted root of which no authority is valid any more' }];
  const noLog = [{ what: 'has a Sigstore trusted root of which no log is valid any more' }];

  it.each<[string, readonly unknown[], boolean]>([
    ['nothing', [], false],
    ['one that has ended', [until(BEFORE)], true],
    ['one in its last moment', [until(LAST)], false],
    ['two that have ended', [until(BEFORE), until('2024-01-01T00:00:00Z')], true],
    ['one that has ended and a valid one', [until(BEFORE), until('2030-01-01T00:00:00Z')], false],
    ['a valid one and one that has ended', [until('2030-01-01T00:00:00Z'), until(BEFORE)], false],
    ['one without an end', [until(undefined)], false],
    ['one that has ended, and one without an end', [until(BEFORE), until(undefined)], false],
    ['an end that is no text', [until(0)], false],
    ['an end that is no time', [until('x')], false],
    ['what is no object', [null, 'x', 1], false],
  ])('has ended with %s, or not', async (_, items, hasEnded) => {
    expect(await endedRoot({ certificateAuthorities: items })).toEqual(hasEnded ? noAuthority : []);
    expect(await endedRoot({ tlogs: items })).toEqual(hasEnded ? noLog : []);
    const keys = items.map((publicKey) => ({ publicKey }));
    expect(await endedRoot({ certificateAuthorities: {}, tlogs: keys })).toEqual(hasEnded ? noLog : []);
  });
});
