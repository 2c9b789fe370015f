import { createHash } from 'node:crypto';
import { concatBytes, sha256 } from '../../../common/bytes.ts';

/** Bytes of one hash of the tree. */
export const HASH_SIZE = 32;

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT: Uint8Array = Uint8Array.from(
  Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'),
);

const LEAF_PREFIX = Uint8Array.of(0);

/** SHA-256(0x00 ‖ entry) (RFC 6962, 2.1). */
export const leafHash = (entry: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(LEAF_PREFIX).update(entry).digest());

/** SHA-256(0x01 ‖ left ‖ right) (RFC 6962, 2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(Uint8Array.of(1), left, right));
