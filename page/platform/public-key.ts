import { toHex } from '../../core/common/bytes.ts';

/** A public key as the algorithms want it. */
export type PublicKey =
  | { readonly kind: 'ec'; readonly curve: EllipticCurve; readonly point: Uint8Array }
  | { readonly kind: 'ed25519'; readonly key: Uint8Array }
  | { readonly kind: 'rsa'; readonly modulus: Uint8Array; readonly exponent: Uint8Array };

export type EllipticCurve = 'P-256' | 'P-384' | 'P-521';

/** The DER of an AlgorithmIdentifier, in hex, and the key that it announces (RFC 5480, RFC 8410, RFC 3279). */
const ALGORITHMS: Readonly<Record<string, ((key: Uint8Array) => PublicKey) | undefined>> = {
  '06072a8648ce3d020106082a8648ce3d030107': (point) => ({ kind: 'ec', curve: 'P-256', point }),
  '06072a8648ce3d020106052b81040022': (point) => ({ kind: 'ec', curve: 'P-384', point }),
  '06072a8648ce3d020106052b81040023': (point) => ({ kind: 'ec', curve: 'P-521', point }),
  '06032b6570': (key) => ({ kind: 'ed25519', key }),
  '06092a864886f70d0101010500': (key) => parseRsaKey(key),
};

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const INTEGER = 0x02;

/** The key in a DER SubjectPublicKeyInfo (RFC 5280, 4.1). Throws a plain `Error` for any other kind of key. */
export function parseSpki(der: Uint8Array): PublicKey {
  const [algorithm, rest] = take(SEQUENCE, whole(SEQUENCE, der));
  const [unusedBits, ...key] = whole(BIT_STRING, rest);
  const read = ALGORITHMS[toHex(algorithm)];
  if (unusedBits !== 0 || read === undefined) throw notAKey();
  return read(Uint8Array.from(key));
}

/** The key in a DER RSAPublicKey (RFC 8017, A.1.1). Throws a plain `Error` for anything else. */
export function parseRsaKey(der: Uint8Array): PublicKey {
  const [modulus, rest] = take(INTEGER, whole(SEQUENCE, der));
  return { kind: 'rsa', modulus, exponent: whole(INTEGER, rest) };
}

/** The content of the DER value that `der` is. */
function whole(tag: number, der: Uint8Array): Uint8Array {
  const [content, rest] = take(tag, der);
  if (rest.length > 0) throw notAKey();
  return content;
}

/** The content of the DER value with this tag at the beginning of `der`, and what stands behind it. */
function take(tag: number, der: Uint8Array): [content: Uint8Array, rest: Uint8Array] {
  const [found, first = 0] = der;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? first : der.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  if (found !== tag || der.length < start + length) throw notAKey();
  return [der.subarray(start, start + length), der.subarray(start + length)];
}

const notAKey = (): Error => new Error('it is not a public key of a known kind (EC, Ed25519, RSA)');
