import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { expect, it } from '@jest/globals';

import { concatBytes, fromHex, toHex, utf8 } from '../../../core/common/bytes.ts';
import * as node from '../../../core/remembrancer/ledger/note/ed25519.ts';
import * as page from '../../../page/platform/ed25519.ts';

const { Point } = ed25519;
const L = Point.Fn.ORDER;

/** What the command and the page say of a signature: the same. */
function byBoth(publicKey: Uint8Array, message: string, signature: Uint8Array): boolean {
  const expected = node.ed25519Verifier(publicKey)(message, signature);
  const actual = page.ed25519Verifier(publicKey)(message, signature);
  expect([toHex(publicKey), message, toHex(signature), actual]).toEqual([
    toHex(publicKey),
    message,
    toHex(signature),
    expected,
  ]);
  return actual;
}

const bytes32 = (number: bigint): Uint8Array => fromHex(number.toString(16).padStart(64, '0'))!.toReversed();
const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.toReversed())}`);

it('makes the keys and signatures that Node makes', () => {
  const seed = page.ed25519Seed();
  const [mine, nodes] = [page.ed25519FromSeed(seed), node.ed25519FromSeed(seed)];
  expect(mine.publicKey).toEqual(nodes.publicKey);
  expect(mine.sign('a message')).toEqual(nodes.sign('a message'));
  expect(byBoth(mine.publicKey, 'a message', mine.sign('a message'))).toBe(true);
});

it('refuses every signature with a bit changed, and every other length', () => {
  const key = node.ed25519FromSeed(new Uint8Array(32).fill(7));
  const { publicKey } = key;
  const signature = key.sign('a message');
  for (let at = 0; at < 64; at += 1) {
    const changed = Uint8Array.from(signature, (byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte));
    expect(byBoth(publicKey, 'a message', changed)).toBe(false);
  }
  for (const other of [signature.subarray(1), concatBytes(signature, Uint8Array.of(0)), new Uint8Array()]) {
    expect(byBoth(publicKey, 'a message', other)).toBe(false);
  }
  expect(byBoth(publicKey, 'another message', signature)).toBe(false);
});

it('refuses a signature with the order added to its second half', () => {
  const key = node.ed25519FromSeed(new Uint8Array(32).fill(7));
  const { publicKey } = key;
  const signature = key.sign('a message');
  const s = littleEndian(signature.subarray(32));
  expect(byBoth(publicKey, 'a message', concatBytes(signature.subarray(0, 32), bytes32(s + L)))).toBe(false);
});

/** Points of small order in every form that 32 bytes can have them in: the sign flipped, the coordinate above the field. */
function smallOrderEncodings(): Uint8Array[] {
  const p = 2n ** 255n - 19n;
  const canonical = ED25519_TORSION_SUBGROUP.map((hex) => fromHex(hex)!);
  const flipped = canonical.map((bytes) =>
    Uint8Array.from(bytes, (byte, i) => (i === 31 ? byte ^ 0x80 : byte)),
  );
  const above = [p, p + 1n].flatMap((y) => [bytes32(y), bytes32(y | (1n << 255n))]);
  return [...canonical, ...flipped, ...above];
}

it('agrees with Node about keys of small order, in all their forms', () => {
  for (const key of smallOrderEncodings()) {
    for (const r of smallOrderEncodings()) {
      for (const message of ['a', 'b', 'c', 'd']) {
        expect(byBoth(key, message, concatBytes(r, new Uint8Array(32)))).toBe(false);
      }
    }
  }
});

it('agrees with Node about signatures whose first half is of small order, in all its forms', () => {
  const secret = 0x1234567890abcdefn;
  const key = Point.BASE.multiply(secret).toBytes();
  for (const r of smallOrderEncodings()) {
    const k = Point.Fn.create(littleEndian(sha512(concatBytes(r, key, utf8('a')))));
    expect(byBoth(key, 'a', concatBytes(r, bytes32(Point.Fn.create(k * secret))))).toBe(false);
  }
});

it('agrees with Node about a key with a part of small order, which other verifiers differ about', () => {
  const secret = 0x1234567890abcdefn;
  const r = 0xfedcba0987654321n;
  const torsion = Point.fromBytes(fromHex(ED25519_TORSION_SUBGROUP[1]!)!, true);
  const key = Point.BASE.multiply(secret).add(torsion).toBytes();
  const R = Point.BASE.multiply(r).toBytes();
  const verdicts = Array.from({ length: 40 }, (_, i) => {
    const message = `message ${i}`;
    const k = Point.Fn.create(littleEndian(sha512(concatBytes(R, key, utf8(message)))));
    const s = Point.Fn.create(r + k * secret);
    return byBoth(key, message, concatBytes(R, bytes32(s)));
  });
  expect(new Set(verdicts)).toEqual(new Set([true, false]));
});

it('agrees with Node that a key that is no point verifies nothing', () => {
  const signature = node.ed25519FromSeed(new Uint8Array(32).fill(7)).sign('a message');
  for (let first = 0; first < 32; first += 1) {
    const key = new Uint8Array(32).fill(0x42);
    key[0] = first;
    expect(byBoth(key, 'a message', signature)).toBe(false);
  }
});
