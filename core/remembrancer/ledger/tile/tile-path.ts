/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** A tile by place: `width` hashes from the `index`-th group of 256 at `level`; partial when `width` is below 256. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]` (C2SP tlog-tiles, "Merkle tree"). */
export const tilePath = ({ level, index, width }: Tile): string =>
  `tile/${level}/${tileNumber(index)}${partialSuffix(width)}`;

/** `tile/entries/<N>[.p/<W>]` (C2SP tlog-tiles, "Log entries"). */
export const bundlePath = (index: number, width: number): string =>
  `tile/entries/${tileNumber(index)}${partialSuffix(width)}`;

/** The folder with the partial tiles that the full tile replaces. */
export const partialFolder = (fullPath: string): string => `${fullPath}.p`;

/** The number of a tile as path elements of three digits, all but the last behind an `x`: 1234067 is `x001/x234/067`. */
export function tileNumber(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/gu) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The tile that has hash number `hash` of `level` in a log of `size` entries, as wide as it is there. */
export function tileAt(level: number, hash: number, size: number): Tile {
  const index = Math.floor(hash / TILE_WIDTH);
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) };
}

const partialSuffix = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`);
