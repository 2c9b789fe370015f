import { beforeAll, describe, expect, it } from '@jest/globals';
import { enums, generateKey, revokeKey, type PrivateKey } from 'openpgp';

import { utf8 } from '../../../../../core/common/bytes.ts';
import { bytesContent } from '../../../../../core/remembrancer/evidence/artifact-content.ts';
import { signDetached, verifyDetached } from '../../../../../core/remembrancer/evidence/openpgp/index.ts';
import {
  ARTIFACT,
  bindForSigning,
  CREATED,
  keyWith,
  LATER,
  REVOKED,
  rsaKey,
  secret,
  signatureBy,
  SIGNED,
} from './crafted.ts';

const ONE_DAY = 86_400;
const content = bytesContent(utf8(ARTIFACT));

const pin = (key: PrivateKey): string => key.getFingerprint().toUpperCase();

const verify = (
  signature: string,
  keys: readonly PrivateKey[],
  changes: Partial<Parameters<typeof verifyDetached>[0]> = {},
) =>
  verifyDetached({
    content,
    signature,
    publicKeys: keys.map((key) => key.toPublic().armor()),
    fingerprints: keys.slice(0, 1).map(pin),
    at: SIGNED,
    ...changes,
  });

const sign = async (key: PrivateKey, date = SIGNED): Promise<string> =>
  (await signDetached({ content, armoredKey: key.armor(), clock: () => date })).signature;

describe('an OpenPGP signature', () => {
  let key: PrivateKey;
  beforeAll(async () => {
    key = await keyWith();
  });

  it('is valid as this test makes its own, which the faults below are then the only fault of', async () => {
    expect(await verify(await signatureBy(secret(key)), [key])).toMatchObject({ status: 'valid' });
  });

  it('over SHA-1 is too weak, whoever made it', async () => {
    const rsa = await rsaKey(2048);
    expect(await verify(await signatureBy(secret(rsa)), [rsa])).toMatchObject({ status: 'valid' });
    const verdict = await verify(await signatureBy(secret(rsa), { hashAlgorithm: enums.hash.sha1 }), [rsa]);
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'weak-algorithm' });
    expect(verdict.detail).toContain('SHA1');
  });

  it('by an RSA key of 1024 bits is too weak', async () => {
    const rsa = await rsaKey(1024);
    const verdict = await verify(await signatureBy(secret(rsa)), [rsa]);
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'weak-algorithm' });
  });

  it('with a critical notation that nobody here understands is malformed', async () => {
    const value = utf8('1');
    const rawNotations = [{ name: 'must@example.com', value, humanReadable: true, critical: true }];
    const verdict = await verify(await signatureBy(secret(key), { rawNotations }), [key]);
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'malformed' });
    expect(verdict.detail).toContain('must@example.com');
  });

  it('ends when it said that it would', async () => {
    const short = { signatureExpirationTime: ONE_DAY, signatureNeverExpires: false };
    const signature = await signatureBy(secret(key), short);
    expect(await verify(signature, [key])).toMatchObject({ status: 'valid' });
    const verdict = await verify(signature, [key], { at: LATER });
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'expired' });
    expect(verdict.detail).toContain('it had expired at 2026-06-01T00:00:00Z');
  });

  it('from before its key was made is not valid', async () => {
    const early = new Date('2025-06-01T00:00:00Z');
    const { privateKey } = await generateKey({
      type: 'ecc',
      curve: 'ed25519Legacy',
      userIDs: [{ name: 'Release' }],
      date: LATER,
      format: 'object',
    });
    const signature = await signatureBy(secret(privateKey));
    const verdict = await verify(signature, [privateKey], { at: LATER });
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'in-future' });
    expect(verdict.detail).toContain('not valid yet at 2026-02-01T00:00:00Z');
    expect(await verify(signature, [privateKey], { at: early })).toMatchObject({ reason: 'in-future' });
  });

  it('by a key of the sixth version is valid', async () => {
    const { privateKey } = await generateKey({
      type: 'curve25519',
      userIDs: [{ name: 'Release' }],
      date: CREATED,
      format: 'object',
      config: { v6Keys: true },
    });
    expect(await verify(await sign(privateKey), [privateKey])).toMatchObject({
      status: 'valid',
      by: expect.stringMatching(/^[0-9A-F]{64}$/),
    });
  });
});

describe('a subkey', () => {
  it('that is for encryption may not sign', async () => {
    const key = await rsaKey(2048);
    const signature = await signatureBy(secret(key.subkeys[0]!));
    expect(await verify(signature, [key])).toMatchObject({ status: 'invalid', reason: 'wrong-usage' });
  });

  it('that does not say itself whose it is may not sign', async () => {
    const subkey = (await keyWith([{ sign: true }])).subkeys[0]!;
    const key = await bindForSigning(await keyWith(), subkey);
    const verdict = await verify(await signatureBy(secret(subkey)), [key]);
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'wrong-usage' });
  });

  it('stays that of its owner when somebody else lists it as his', async () => {
    const owner = await keyWith([{ sign: true }]);
    const signature = await sign(owner);
    const thief = await bindForSigning(await keyWith(), owner.subkeys[0]!);
    for (const keys of [
      [thief, owner],
      [owner, thief],
    ]) {
      const verdict = await verify(signature, keys, { fingerprints: [pin(owner)] });
      expect(verdict).toMatchObject({ status: 'valid', by: pin(owner) });
    }
    expect(await verify(signature, [thief, owner])).toMatchObject({ status: 'invalid' });
  });

  it('ends with its own expiry, and with that of its primary key', async () => {
    const key = await keyWith([{ sign: true, keyExpirationTime: 90 * ONE_DAY }]);
    const signature = await sign(key);
    expect(await verify(signature, [key])).toMatchObject({ status: 'valid' });
    const verdict = await verify(signature, [key], { at: LATER });
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'expired' });
    expect(verdict.detail).toContain('its key had expired at 2026-06-01T00:00:00Z');
  });

  it.each([
    ['compromised', 'invalid', enums.reasonForRevocation.keyCompromised],
    ['revoked without a reason', 'invalid', enums.reasonForRevocation.noReason],
    ['superseded', 'valid', enums.reasonForRevocation.keySuperseded],
    ['retired', 'valid', enums.reasonForRevocation.keyRetired],
  ])('that is %s leaves what it signed before %s', async (_, before, flag) => {
    const key = await keyWith([{ sign: true }]);
    const signature = await sign(key);
    const old = key.toPublic().armor();
    key.subkeys = [await key.subkeys[0]!.revoke(key.keyPacket as never, { flag }, REVOKED)];
    const revoked = key.toPublic().armor();
    for (const publicKeys of [[revoked], [old, revoked], [revoked, old]]) {
      const at = (moment: Date) => verify(signature, [key], { publicKeys, at: moment });
      expect((await at(SIGNED)).status).toBe(before);
      expect(await at(LATER)).toMatchObject({ status: 'invalid', reason: 'revoked' });
    }
  });
});

it('a revocation counts at its own time, also when the clock of this machine has not come there', async () => {
  const key = await keyWith();
  const signature = await sign(key);
  const flag = enums.reasonForRevocation.keyRetired;
  const date = new Date('2100-01-01T00:00:00Z');
  const { publicKey } = await revokeKey({ key, reasonForRevocation: { flag }, date, format: 'armored' });
  const publicKeys = [key.toPublic().armor(), publicKey];
  for (const keys of [publicKeys, publicKeys.toReversed()]) {
    const at = (moment: string) => verify(signature, [key], { publicKeys: keys, at: new Date(moment) });
    expect(await at('2099-12-31T00:00:00Z')).toMatchObject({ status: 'valid' });
    expect(await at('2100-01-02T00:00:00Z')).toMatchObject({ status: 'invalid', reason: 'revoked' });
  }
});

it('a stranger with the name of the release key is a stranger', async () => {
  const [release, stranger] = [await keyWith(), await keyWith()];
  const verdict = await verify(await sign(stranger), [release, stranger]);
  expect(verdict).toMatchObject({ status: 'untrusted', reason: 'unknown-signer', by: pin(stranger) });
});
