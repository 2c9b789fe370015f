import { hash } from 'node:crypto';

/** SHA-256 of `data` (a string counts as its UTF-8), 32 bytes. */
export function sha256(data: Uint8Array | string): Uint8Array {
  // As a string with one character a byte: a third of the time that Node takes to make a Buffer for so few bytes.
  const text = hash('sha256', data, 'binary');
  const digest = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) digest[i] = text.charCodeAt(i);
  return digest;
}

/** Writes the SHA-256 of `data` into `out` at the byte `at`: for many hashes, none of which needs an array of its own. */
export function sha256Into(out: Buffer, at: number, data: Uint8Array): void {
  out.write(hash('sha256', data, 'binary'), at, 'latin1');
}

/** SHA-256 of `data` in lower-case hex. */
export const sha256Hex = (data: Uint8Array | string): string => hash('sha256', data, 'hex');
