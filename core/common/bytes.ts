export { sha256, sha256Hex } from './sha256.ts';

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a string. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** A string of UTF-8 bytes; throws `TypeError` on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => strictDecoder.decode(bytes);

export const toHex = (bytes: Uint8Array): string => buffer(bytes).toString('hex');

export const toBase64 = (bytes: Uint8Array): string => buffer(bytes).toString('base64');

/** Bytes of canonical standard base64 (RFC 4648 section 4, padded); `undefined` for anything else. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return toBase64(bytes) === text ? bytes : undefined;
}

/** Bytes of lower-case hex; `undefined` for anything else. */
export function fromHex(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'hex'));
  return toHex(bytes) === text ? bytes : undefined;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
