import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { equalBytes } from '../../core/common/bytes.ts';
import { verifyEd25519 } from './ed25519.ts';
import { parseRsaKey, parseSpki, type PublicKey } from './public-key.ts';
import { verifyRsa } from './verify-rsa.ts';

const HASHES = { sha256, sha384, sha512 } as const;
const CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

interface DerKey {
  readonly key: Uint8Array;
  readonly format: 'der';
  readonly type: 'spki' | 'pkcs1';
}

/** The key in `source`, as PEM or DER. Throws a plain `Error` for a kind that is not known here. */
function createPublicKey(source: string | DerKey): PublicKey {
  if (typeof source !== 'string') {
    return source.type === 'pkcs1' ? parseRsaKey(source.key) : parseSpki(source.key);
  }
  const [, label, base64 = ''] =
    /^-----BEGIN (RSA )?PUBLIC KEY-----([^-]+)-----END/.exec(source.trim()) ?? [];
  const der = new Uint8Array(Buffer.from(base64, 'base64'));
  return label === undefined ? parseSpki(der) : parseRsaKey(der);
}

/** A digest in the making; `algorithm` is `sha256`, `sha384` or `sha512`. Throws a plain `Error` for any other. */
function createHash(algorithm: string): { update(data: Uint8Array): void; digest(): Buffer } {
  const hash = hashCalled(algorithm).create();
  return {
    update: (data) => void hash.update(data),
    digest: () => Buffer.from(hash.digest()),
  };
}

/** Whether `signature` is by `key` over `data`: DER for ECDSA, PKCS #1 v1.5 for RSA. Without an algorithm, SHA-256. */
function verify(
  algorithm: string | null | undefined,
  data: Uint8Array,
  key: PublicKey,
  signature: Uint8Array,
): boolean {
  if (key.kind === 'ed25519') {
    // Node refuses a digest here too: Ed25519 brings its own.
    return (algorithm ?? undefined) === undefined && verifyEd25519(key.key, data, signature);
  }
  const name = algorithm ?? 'sha256';
  const digest = hashCalled(name)(data);
  if (key.kind === 'rsa') return verifyRsa(key, name, digest, signature);
  const how = { prehash: false, lowS: false, format: 'der' } as const;
  return CURVES[key.curve].verify(signature, digest, key.point, how);
}

/** Nothing here is secret, so time tells nobody anything. */
function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) throw new RangeError('The two must have the same length.');
  return equalBytes(a, b);
}

function hashCalled(name: string): (typeof HASHES)[keyof typeof HASHES] {
  const hash = Object.entries(HASHES).find(([known]) => known === name.toLowerCase())?.[1];
  if (hash === undefined) throw new Error(`The digest ${name} is not known here.`);
  return hash;
}

/** As much of Node's `crypto` as @sigstore/core uses. */
export const crypto = { createPublicKey, createHash, verify, timingSafeEqual };
export { crypto as default };
