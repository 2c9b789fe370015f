import { sha256 } from '../../../common/bytes.ts';

/** Bytes of one hash of the tree. */
export const HASH_SIZE = 32;

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT: Uint8Array = Uint8Array.from(
  Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'),
);

/** SHA-256(0x00 ‖ entry) (RFC 6962, 2.1). */
export const leafHash = (entry: Uint8Array): Uint8Array => prefixedHash(0, entry);

/** SHA-256(0x01 ‖ left ‖ right) (RFC 6962, 2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => prefixedHash(1, left, right);

/** The hot spot of everything here, hence one buffer from Node's pool, and one call. */
function prefixedHash(prefix: 0 | 1, first: Uint8Array, second?: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(1 + first.length + (second?.length ?? 0));
  input[0] = prefix;
  input.set(first, 1);
  if (second !== undefined) input.set(second, 1 + first.length);
  return sha256(input);
}
