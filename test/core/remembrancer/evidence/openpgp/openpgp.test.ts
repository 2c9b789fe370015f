import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  enums,
  generateKey,
  readPrivateKey,
  reformatKey,
  revokeKey,
  sign,
  createMessage,
  type PrivateKey,
} from 'openpgp';

import { utf8 } from '../../../../../core/common/bytes.ts';
import { bytesContent } from '../../../../../core/remembrancer/evidence/artifact-content.ts';
import {
  signDetached,
  verifyDetached,
  type DetachedSignature,
} from '../../../../../core/remembrancer/evidence/openpgp/index.ts';

const CREATED = new Date('2026-01-01T00:00:00Z');
const SIGNED = new Date('2026-02-01T00:00:00Z');
const LATER = new Date('2026-06-01T00:00:00Z');
const ONE_DAY = 86_400;

const content = bytesContent(utf8('the artifact'));

interface TestKey {
  readonly key: PrivateKey;
  readonly armored: string;
}

async function newKey(
  options: { keyExpirationTime?: number; passphrase?: string; rsa?: true } = {},
): Promise<TestKey> {
  const { rsa, ...rest } = options;
  const { privateKey } = await generateKey({
    ...(rsa ? { type: 'rsa', rsaBits: 2048 } : { type: 'ecc', curve: 'ed25519Legacy' }),
    userIDs: [{ name: 'Release', email: 'release@example.com' }],
    date: CREATED,
    format: 'armored',
    ...rest,
  });
  return { key: await readPrivateKey({ armoredKey: privateKey }), armored: privateKey };
}

const signWith = (armoredKey: string, passphrase?: string): Promise<DetachedSignature> =>
  signDetached({ content, armoredKey, clock: () => SIGNED, ...(passphrase !== undefined && { passphrase }) });

let release: TestKey;
let signed: DetachedSignature;

beforeAll(async () => {
  release = await newKey();
  signed = await signWith(release.armored);
});

const verify = (changes: Partial<Parameters<typeof verifyDetached>[0]> = {}) =>
  verifyDetached({
    content,
    signature: signed.signature,
    publicKeys: [signed.publicKey],
    fingerprints: [signed.fingerprint],
    at: SIGNED,
    ...changes,
  });

describe('an OpenPGP signature', () => {
  it('is valid when the key is pinned, and names key and time', async () => {
    expect(await verify()).toEqual({
      layer: 'openpgp',
      status: 'valid',
      reason: 'verified',
      detail: `Signed by the pinned OpenPGP key ${signed.fingerprint}.`,
      by: signed.fingerprint,
      time: '2026-02-01T00:00:00Z',
    });
  });

  it('is valid from an RSA key behind a passphrase', async () => {
    const { armored } = await newKey({ rsa: true, passphrase: 'correct horse' });
    const { signature, publicKey, fingerprint } = await signWith(armored, 'correct horse');
    const verdict = await verify({ signature, publicKeys: [publicKey], fingerprints: [fingerprint] });
    expect(verdict.status).toBe('valid');
  });

  it('is valid from a signing subkey of the pinned key', async () => {
    const { privateKey } = await generateKey({
      type: 'ecc',
      curve: 'ed25519Legacy',
      userIDs: [{ name: 'Release' }],
      subkeys: [{ sign: true }],
      date: CREATED,
      format: 'armored',
    });
    const { signature, publicKey, fingerprint } = await signWith(privateKey);
    const verdict = await verify({ signature, publicKeys: [publicKey], fingerprints: [fingerprint] });
    expect(verdict).toMatchObject({ status: 'valid', by: fingerprint });
  });

  it('is invalid over content with one byte changed', async () => {
    const verdict = await verify({ content: bytesContent(utf8('the artifacT')) });
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'bad-signature' });
  });

  it('is untrusted when nobody pinned the key, whatever key came along', async () => {
    const verdict = await verify({ fingerprints: ['0'.repeat(40)] });
    expect(verdict).toMatchObject({ status: 'untrusted', reason: 'unknown-signer', by: signed.fingerprint });
  });

  it('is untrusted when a part of its fingerprint is pinned, or one that begins or ends alike', async () => {
    const { fingerprint } = signed;
    const turned = (at: number): string =>
      fingerprint.slice(0, at) + (fingerprint[at] === '0' ? '1' : '0') + fingerprint.slice(at + 1);
    for (const pinned of [fingerprint.slice(-16), fingerprint.slice(0, 16), turned(0), turned(39), '']) {
      const verdict = await verify({ fingerprints: [pinned] });
      expect(verdict).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
    }
    expect(await verify({ fingerprints: [fingerprint.toLowerCase()] })).toMatchObject({ status: 'valid' });
  });

  it('is untrusted when the key is not at hand', async () => {
    expect(await verify({ publicKeys: [] })).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('is untrusted when another key made it, though the pinned key lies beside it', async () => {
    const stranger = await newKey();
    const forged = await signWith(stranger.armored);
    const verdict = await verify({
      signature: forged.signature,
      publicKeys: [forged.publicKey, signed.publicKey],
    });
    expect(verdict).toMatchObject({ status: 'untrusted', by: forged.fingerprint });
  });

  it.each([
    ['no armor', 'not a signature'],
    ['a public key', 'KEY'],
    ['an empty file', ''],
  ])('is malformed when it is %s', async (_, text) => {
    const signature = text === 'KEY' ? signed.publicKey : text;
    expect(await verify({ signature })).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });

  it('is malformed when there are two of them, or it is over text', async () => {
    const message = await createMessage({ text: 'the artifact' });
    const overText = await sign({ message, signingKeys: release.key, detached: true, date: SIGNED });
    const binary = await createMessage({ binary: utf8('the artifact') });
    const twice = await sign({
      message: binary,
      signingKeys: [release.key, (await newKey()).key],
      detached: true,
      date: SIGNED,
    });
    for (const signature of [overText, twice]) {
      expect(await verify({ signature })).toMatchObject({ status: 'invalid', reason: 'malformed' });
    }
  });

  it('is not called bad when it is the content that cannot be read', async () => {
    const broken = () => new ReadableStream({ pull: (it) => it.error(new Error('EIO: i/o error, read')) });
    await expect(verify({ content: broken })).rejects.toThrow('EIO');
  });

  it('is not valid before it was made', async () => {
    expect(await verify({ at: new Date('2026-01-15T00:00:00Z') })).toMatchObject({ reason: 'in-future' });
  });
});

describe('the expiry of an OpenPGP key', () => {
  it('leaves a signature valid at the time it was recorded, and not after the key expired', async () => {
    const { armored } = await newKey({ keyExpirationTime: 90 * ONE_DAY });
    const { signature, publicKey, fingerprint } = await signWith(armored);
    const own = { signature, publicKeys: [publicKey], fingerprints: [fingerprint] };
    expect(await verify({ ...own, at: SIGNED })).toMatchObject({ status: 'valid' });
    expect(await verify({ ...own, at: LATER })).toMatchObject({ status: 'invalid', reason: 'expired' });
  });

  it('counts from the newest copy of the key, wherever it is', async () => {
    const { key, armored } = await newKey({ keyExpirationTime: 90 * ONE_DAY });
    const { signature, publicKey, fingerprint } = await signWith(armored);
    const extended = await reformatKey({
      privateKey: key,
      userIDs: [{ name: 'Release', email: 'release@example.com' }],
      date: SIGNED,
      format: 'object',
    });
    const publicKeys = [publicKey, extended.publicKey.armor()];
    for (const keys of [publicKeys, publicKeys.toReversed()]) {
      const verdict = await verify({ signature, publicKeys: keys, fingerprints: [fingerprint], at: LATER });
      expect(verdict.status).toBe('valid');
    }
  });

  it('keeps an expired key from signing', async () => {
    const { armored } = await newKey({ keyExpirationTime: ONE_DAY });
    await expect(signWith(armored)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('the revocation of an OpenPGP key', () => {
  const revoked = async (flag: enums.reasonForRevocation): Promise<string> => {
    const { publicKey } = await revokeKey({
      key: release.key,
      reasonForRevocation: { flag },
      date: new Date('2026-03-01T00:00:00Z'),
      format: 'armored',
    });
    return publicKey;
  };

  it('ends every signature of a compromised key, also those from before', async () => {
    const publicKey = await revoked(enums.reasonForRevocation.keyCompromised);
    expect(await verify({ publicKeys: [publicKey] })).toMatchObject({ status: 'invalid', reason: 'revoked' });
  });

  it('counts from any copy of the key, so that a proof with an old copy does not hide it', async () => {
    const publicKey = await revoked(enums.reasonForRevocation.keyCompromised);
    for (const publicKeys of [
      [signed.publicKey, publicKey],
      [publicKey, signed.publicKey],
    ]) {
      expect(await verify({ publicKeys })).toMatchObject({ status: 'invalid', reason: 'revoked' });
    }
  });

  it('leaves what a retired key signed and had recorded before', async () => {
    const publicKeys = [await revoked(enums.reasonForRevocation.keyRetired)];
    expect(await verify({ publicKeys, at: SIGNED })).toMatchObject({ status: 'valid' });
    expect(await verify({ publicKeys, at: LATER })).toMatchObject({ status: 'invalid', reason: 'revoked' });
  });
});

describe('signing with OpenPGP', () => {
  it('says which secret is wrong without showing any of it', async () => {
    const { armored } = await newKey({ passphrase: 'correct horse' });
    const wrongKey = signWith(armored.slice(0, 200));
    await expect(wrongKey).rejects.toMatchObject({ code: 'usage' });
    await expect(wrongKey).rejects.not.toThrow(armored.slice(60, 100));
    await expect(signWith(armored)).rejects.toThrow('give the passphrase too');
    await expect(signWith(armored, 'wrong horse')).rejects.toThrow('does not unlock');
    await expect(signWith(signed.publicKey)).rejects.toMatchObject({ code: 'usage' });
  });
});
