import * as node from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { crypto } from '../../../page/platform/crypto.ts';

interface Checked {
  readonly algorithm: string | undefined;
  readonly data: Buffer;
  readonly key: { readonly key: Buffer; readonly format: 'der'; readonly type: 'spki' | 'pkcs1' };
  readonly signature: Buffer;
}

/** An error is a no, as it is to @sigstore/core. */
function orFalse(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

const byNode = ({ algorithm, data, key, signature }: Checked): boolean =>
  orFalse(() => node.verify(algorithm, data, node.createPublicKey(key), signature));

const byPage = ({ algorithm, data, key, signature }: Checked): boolean =>
  orFalse(() => crypto.verify(algorithm, data, crypto.createPublicKey(key), signature));

/** What Node says and what stands in for it in the page: never two things. */
function byBoth(checked: Checked): boolean {
  const verdict = byPage(checked);
  expect(verdict).toBe(byNode(checked));
  return verdict;
}

type Pair = node.KeyPairKeyObjectResult;
const KINDS: [name: string, pair: Pair, algorithms: (string | undefined)[]][] = [
  ...(['prime256v1', 'secp384r1', 'secp521r1'] as const).map((namedCurve): (typeof KINDS)[number] => [
    namedCurve,
    node.generateKeyPairSync('ec', { namedCurve }),
    ['sha256', 'sha384', 'sha512', undefined],
  ]),
  ...[1024, 2048, 3072, 2047].map((modulusLength): (typeof KINDS)[number] => [
    `RSA-${modulusLength}`,
    node.generateKeyPairSync('rsa', { modulusLength }),
    ['sha256', 'sha384', 'sha512', undefined],
  ]),
  ['Ed25519', node.generateKeyPairSync('ed25519'), [undefined]],
];

describe.each(KINDS)('%s', (_name, pair, algorithms) => {
  const data = Buffer.from('what is signed');
  const key = {
    key: pair.publicKey.export({ format: 'der', type: 'spki' }),
    format: 'der',
    type: 'spki',
  } as const;

  it.each(algorithms)(
    'a signature with %s is good, and bad for other data, another key and another digest',
    (algorithm) => {
      const signature = node.sign(algorithm, data, pair.privateKey);
      const signed = { algorithm, data, key, signature };
      expect(byBoth(signed)).toBe(true);
      expect(byBoth({ ...signed, data: Buffer.from('what was signed') })).toBe(false);
      expect(byBoth({ ...signed, algorithm: algorithm === 'sha384' ? 'sha512' : 'sha384' })).toBe(false);
      for (const [, stranger] of KINDS) {
        const der = stranger.publicKey.export({ format: 'der', type: 'spki' });
        expect(byBoth({ ...signed, key: { ...key, key: der } })).toBe(stranger === pair);
      }
    },
  );

  it('a signature with any bit of it changed, cut or lengthened is bad', () => {
    const [algorithm] = algorithms;
    const signature = node.sign(algorithm, data, pair.privateKey);
    for (let at = 0; at < signature.length; at += signature.length > 100 ? 7 : 1) {
      const changed = Buffer.from(signature);
      changed[at]! ^= 1 << (at % 8);
      expect(byBoth({ algorithm, data, key, signature: changed })).toBe(false);
    }
    for (const other of [
      Buffer.alloc(0),
      signature.subarray(1),
      signature.subarray(0, -1),
      Buffer.concat([signature, Buffer.of(0)]),
      Buffer.concat([Buffer.of(0), signature]),
    ]) {
      expect(byBoth({ algorithm, data, key, signature: other })).toBe(false);
    }
  });

  // Node also reads keys that are not DER as it should be; the page does not.
  it('a key with any bit changed never verifies what Node refuses', () => {
    const [algorithm] = algorithms;
    const signature = node.sign(algorithm, data, pair.privateKey);
    for (let bit = 0; bit < 8 * key.key.length; bit += key.key.length > 150 ? 13 : 1) {
      const changed = Buffer.from(key.key);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const checked = { algorithm, data, key: { ...key, key: changed }, signature };
      if (byPage(checked)) expect(byNode(checked)).toBe(true);
    }
  });
});

describe('the forms of a key', () => {
  const { publicKey, privateKey } = node.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const data = Buffer.from('data');
  const signature = node.sign('sha256', data, privateKey);

  it.each(['spki', 'pkcs1'] as const)('are PEM and DER, of %s', (type) => {
    const pem = publicKey.export({ format: 'pem', type }).toString();
    const der = { key: publicKey.export({ format: 'der', type }), format: 'der', type } as const;
    expect(crypto.verify('sha256', data, crypto.createPublicKey(pem), signature)).toBe(true);
    expect(crypto.verify('sha256', data, crypto.createPublicKey(der), signature)).toBe(true);
  });

  it('are none of what is no key, or a kind that is not known', () => {
    const { publicKey: x25519 } = node.generateKeyPairSync('x25519');
    const { publicKey: koblitz } = node.generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    for (const key of [
      Buffer.alloc(0),
      Buffer.from('no key'),
      x25519.export({ format: 'der', type: 'spki' }),
      koblitz.export({ format: 'der', type: 'spki' }),
      Buffer.concat([publicKey.export({ format: 'der', type: 'spki' }), Buffer.of(0)]),
    ]) {
      expect(() => crypto.createPublicKey({ key, format: 'der', type: 'spki' })).toThrow('public key');
    }
  });
});

it('ECDSA takes the high S too, as Node does, and no sloppy DER', () => {
  const pair = node.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const key = {
    key: pair.publicKey.export({ format: 'der', type: 'spki' }),
    format: 'der',
    type: 'spki',
  } as const;
  const data = Buffer.from('data');
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const raw = node.sign('sha256', data, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
  const [r, s] = [raw.subarray(0, 32), raw.subarray(32)].map((half) => BigInt(`0x${half.toString('hex')}`));
  const integer = (value: bigint, padding = ''): Buffer => {
    const hex = value.toString(16).padStart(64, '0');
    const bytes = Buffer.from(`${padding}${Number.parseInt(hex[0]!, 16) >= 8 ? '00' : ''}${hex}`, 'hex');
    const start = padding === '' ? bytes.findIndex((byte, i) => byte !== 0 || (bytes[i + 1] ?? 0) >= 128) : 0;
    const minimal = bytes.subarray(start);
    return Buffer.concat([Buffer.of(2, minimal.length), minimal]);
  };
  const sequence = (...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.of(0x30, body.length), body]);
  };
  const verify = (signature: Buffer): boolean => byBoth({ algorithm: 'sha256', data, key, signature });
  expect(verify(sequence(integer(r!), integer(s!)))).toBe(true);
  expect(verify(sequence(integer(r!), integer(order - s!)))).toBe(true);
  expect(verify(sequence(integer(r!, '00'), integer(s!)))).toBe(false);
  expect(verify(sequence(integer(r!), integer(s!), integer(1n)))).toBe(false);
  expect(verify(sequence(integer(r!), integer(s! + order)))).toBe(false);
  expect(verify(sequence(integer(0n), integer(0n)))).toBe(false);
});

it('RSA takes no padding but the one', () => {
  const pair = node.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    key: pair.publicKey.export({ format: 'der', type: 'spki' }),
    format: 'der',
    type: 'spki',
  } as const;
  const data = Buffer.from('data');
  const digest = node.hash('sha256', data, 'buffer');
  const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest]);
  const withoutNull = Buffer.concat([
    Buffer.from('302f300b0609608648016503040201', 'hex'),
    Buffer.of(4, 32),
    digest,
  ]);
  const sign = (block: Buffer): Buffer =>
    node.privateEncrypt({ key: pair.privateKey, padding: node.constants.RSA_NO_PADDING }, block);
  const padded = (tail: Buffer, type = 1, fill = 0xff): Buffer =>
    Buffer.concat([Buffer.of(0, type), Buffer.alloc(256 - 3 - tail.length, fill), Buffer.of(0), tail]);
  const verify = (block: Buffer): boolean =>
    byBoth({ algorithm: 'sha256', data, key, signature: sign(block) });
  expect(verify(padded(info))).toBe(true);
  expect(verify(padded(info, 2))).toBe(false);
  expect(verify(padded(info, 1, 0xfe))).toBe(false);
  expect(verify(padded(withoutNull))).toBe(false);
  // Bleichenbacher's forgery: what comes after the digest is not looked at.
  const early = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(8, 0xff), Buffer.of(0), info]);
  expect(verify(Buffer.concat([early, Buffer.alloc(256 - early.length)]))).toBe(false);
  const pss = { key: pair.privateKey, padding: node.constants.RSA_PKCS1_PSS_PADDING };
  expect(byBoth({ algorithm: 'sha256', data, key, signature: node.sign('sha256', data, pss) })).toBe(false);
});

it('makes the digests that it knows, in pieces, and no other', () => {
  for (const name of ['sha256', 'sha384', 'sha512']) {
    const hash = crypto.createHash(name);
    hash.update(Buffer.from('in '));
    hash.update(Buffer.from('pieces'));
    expect(hash.digest().toString('hex')).toBe(node.hash(name, 'in pieces'));
  }
  expect(() => crypto.createHash('md5')).toThrow('not known');
  expect(() => crypto.createHash('constructor')).toThrow('not known');
});

it('compares as Node does', () => {
  expect(crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab'))).toBe(true);
  expect(crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ac'))).toBe(false);
  expect(() => crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('a'))).toThrow(RangeError);
});
