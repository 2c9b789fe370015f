import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, utf8 } from '../../core/common/bytes.ts';
import type * as Node from '../../core/remembrancer/ledger/note/ed25519.ts';

const { Point } = ed25519;

// In place of core/remembrancer/ledger/note/ed25519.ts.
export const ed25519Seed: typeof Node.ed25519Seed = () => ed25519.utils.randomSecretKey();

export const ed25519FromSeed: typeof Node.ed25519FromSeed = (seed) => ({
  publicKey: ed25519.getPublicKey(seed),
  sign: (message) => ed25519.sign(utf8(message), seed),
});

export const ed25519Verifier: typeof Node.ed25519Verifier = (publicKey) => (message, signature) =>
  verifyEd25519(publicKey, utf8(message), signature);

/**
 * Checks a signature as OpenSSL does, and so Node: neither A nor R of small order, S below the order, and
 * R equal, byte for byte, to S·B - k·A. The checks that the library offers take some signatures that OpenSSL refuses and the other way round,
 * where the maker of the key meant it so; command and page must not differ about those.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= Point.Fn.ORDER) return false;
  const k = Point.Fn.create(littleEndian(sha512(concatBytes(r, publicKey, message))));
  try {
    const a = Point.fromBytes(publicKey, true);
    if (a.isSmallOrder()) return false;
    const expected = Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k));
    return !expected.isSmallOrder() && equalBytes(expected.toBytes(), r);
  } catch {
    // The key is no point of the curve.
    return false;
  }
}

const littleEndian = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
