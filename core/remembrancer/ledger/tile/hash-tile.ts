import { concatBytes } from '../../../common/bytes.ts';
import { HASH_SIZE } from '../merkle/hash.ts';

/** The bytes of a hash tile. */
export const formatTile = (hashes: readonly Uint8Array[]): Uint8Array => concatBytes(...hashes);

/** The `width` hashes of a tile, or `undefined` when it has another length. */
export function parseTile(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  if (bytes.length !== width * HASH_SIZE) return undefined;
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE));
}
