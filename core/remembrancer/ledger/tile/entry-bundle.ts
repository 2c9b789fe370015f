import { concatBytes } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';

/** The most bytes that an entry can have: its length is written in 16 bits. */
export const MAX_ENTRY_SIZE = 65_535;

/** `(uint16 length ‖ entry)*` (C2SP tlog-tiles, "Log entries"). Throws `usage` for an entry above 65,535 bytes. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_SIZE) {
        throw new VaultMeshError(
          'usage',
          `An entry has ${entry.length} bytes; the most is ${MAX_ENTRY_SIZE}.`,
        );
      }
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The `width` entries of a bundle, or `undefined` when it is cut short, or has fewer or more. */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + view.getUint16(at);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at === bytes.length && entries.length === width ? entries : undefined;
}
