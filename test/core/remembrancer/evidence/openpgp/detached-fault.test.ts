import { beforeAll, describe, expect, it } from '@jest/globals';
import { type PrivateKey, reformatKey } from 'openpgp';

import { utf8 } from '../../../../../core/common/bytes.ts';
import { bytesContent } from '../../../../../core/remembrancer/evidence/index.ts';
import {
  detachedFault,
  keyEnd,
  readPublicKeys,
  signDetached,
} from '../../../../../core/remembrancer/evidence/openpgp/index.ts';
import { ARTIFACT, CREATED, keyWith, LATER, SIGNED } from './crafted.ts';

let key: PrivateKey;
let signature: string;

beforeAll(async () => {
  key = await keyWith();
  ({ signature } = await signDetached({
    content: bytesContent(utf8(ARTIFACT)),
    armoredKey: key.armor(),
    clock: () => SIGNED,
  }));
});

/** The same key, which lasts `seconds` from its beginning. */
const lasting = async (seconds: number): Promise<PrivateKey> =>
  (
    await reformatKey({
      privateKey: key,
      userIDs: [{ name: 'Release' }],
      date: CREATED,
      keyExpirationTime: seconds,
      format: 'object',
    })
  ).privateKey;

const faultBy = async (armored: string, at = LATER): ReturnType<typeof detachedFault> =>
  detachedFault(signature, await readPublicKeys([armored]), at);

describe('a detached signature without its content', () => {
  it('is in order with the key that made it', async () => {
    expect(await faultBy(key.toPublic().armor())).toBeUndefined();
    expect(await faultBy((await lasting(86_400 * 40)).toPublic().armor())).toBeUndefined();
  });

  it('is not by a key that had expired when it was made', async () => {
    const armored = (await lasting(86_400)).toPublic().armor();
    expect(await faultBy(armored)).toMatchObject({ reason: 'wrong-usage' });
  });

  it('is not known by another key, nor good before it was made', async () => {
    expect(await faultBy((await keyWith()).toPublic().armor())).toMatchObject({ reason: 'unknown-signer' });
    expect(await faultBy(key.toPublic().armor(), CREATED)).toMatchObject({ reason: 'in-future' });
  });

  it.each(['', 'x', '-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n'])(
    'is none in %j',
    async (text) => {
      expect(await detachedFault(text, [], LATER)).toMatchObject({ reason: 'malformed' });
    },
  );

  it('is exactly one', async () => {
    const twice = `${signature}\n${signature}`;
    expect(await detachedFault(twice, [key.toPublic()], LATER)).toBeUndefined();
    expect(await detachedFault(key.toPublic().armor(), [key.toPublic()], LATER)).toMatchObject({
      reason: 'malformed',
    });
  });
});

describe('the end of a key', () => {
  it('is when it expires, and not before', async () => {
    const short = (await lasting(86_400)).toPublic();
    expect(await keyEnd(short, new Date('2026-01-01T12:00:00Z'))).toBeUndefined();
    expect(await keyEnd(short, SIGNED)).toBe('expired at 2026-01-02T00:00:00Z');
    expect(await keyEnd(key.toPublic(), LATER)).toBeUndefined();
  });

  it('is also that no part of it signs any more', async () => {
    const [signing] = key.getKeys();
    expect(signing).toBeDefined();
    expect(await keyEnd(key.toPublic(), new Date('2025-01-01T00:00:00Z'))).toContain(
      'no part that could sign',
    );
  });
});
