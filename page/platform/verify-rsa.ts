import { equalBytes, fromHex, concatBytes } from '../../core/common/bytes.ts';

/** DER of DigestInfo up to the digest (RFC 8017, 9.2, note 1), in hex. */
const DIGEST_INFO: Readonly<Record<string, string | undefined>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2) over a digest that was made with `algorithm`. */
export function verifyRsa(
  key: { readonly modulus: Uint8Array; readonly exponent: Uint8Array },
  algorithm: string,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const prefix = fromHex(DIGEST_INFO[algorithm] ?? '') ?? new Uint8Array();
  const n = bigEndian(key.modulus);
  const s = bigEndian(signature);
  const length = Math.ceil(n.toString(16).length / 2);
  const padding = length - prefix.length - digest.length - 3;
  if (prefix.length === 0 || padding < 8 || signature.length !== length || s >= n) return false;
  const expected = concatBytes(
    Uint8Array.of(0, 1),
    new Uint8Array(padding).fill(0xff),
    Uint8Array.of(0),
    prefix,
    digest,
  );
  return equalBytes(bytesOf(power(s, bigEndian(key.exponent), n), length), expected);
}

/** `base` to the power `exponent`, modulo `modulus`. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

const bigEndian = (bytes: Uint8Array): bigint =>
  bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

const bytesOf = (number: bigint, length: number): Uint8Array =>
  fromHex(number.toString(16).padStart(2 * length, '0')) ?? new Uint8Array();
