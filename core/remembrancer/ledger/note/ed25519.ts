import { createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { concatBytes, fromHex, utf8 } from '../../../common/bytes.ts';

const PKCS8_PREFIX = fromHex('302e020100300506032b657004220420') ?? new Uint8Array();
const SPKI_PREFIX = fromHex('302a300506032b6570032100') ?? new Uint8Array();

/** An Ed25519 key pair (RFC 8032) on raw bytes: a 32-byte seed, a 32-byte public key, 64-byte signatures. */
export interface Ed25519Key {
  readonly publicKey: Uint8Array;
  sign(message: string): Uint8Array;
}

export const ed25519Seed = (): Uint8Array => new Uint8Array(randomBytes(32));

export function ed25519FromSeed(seed: Uint8Array): Ed25519Key {
  const key = createPrivateKey({
    key: Buffer.from(concatBytes(PKCS8_PREFIX, seed)),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = new Uint8Array(
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  );
  return { publicKey, sign: (message) => new Uint8Array(sign(null, utf8(message), key)) };
}

/** A check of signatures by the raw 32-byte `publicKey`. */
export function ed25519Verifier(publicKey: Uint8Array): (message: string, signature: Uint8Array) => boolean {
  const key: KeyObject = createPublicKey({
    key: Buffer.from(concatBytes(SPKI_PREFIX, publicKey)),
    format: 'der',
    type: 'spki',
  });
  return (message, signature) => signature.length === 64 && verify(null, utf8(message), key, signature);
}
