import { parseIndex } from '../../../common/decimal.ts';
import { bundlePath, type Tile, TILE_WIDTH, tilePath } from '../tile/tile-path.ts';

/** A tile or an entry bundle (then of level 0) by its path. */
export interface TileFile extends Tile {
  readonly isBundle: boolean;
}

/** The tile at `path`, or `undefined` when it is not, to the letter, the path of one (C2SP tlog-tiles). */
export function parseTilePath(path: string): TileFile | undefined {
  const [, kind = '', number = '', partial] =
    /^tile\/(entries|\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/u.exec(path) ?? [];
  const isBundle = kind === 'entries';
  const level = isBundle ? 0 : parseIndex(kind);
  const index = Number(number.replace(/[x/]/gu, ''));
  const width = partial === undefined ? TILE_WIDTH : parseIndex(partial);
  if (level === undefined || width === undefined || width < 1 || width > TILE_WIDTH) return undefined;
  if (!Number.isSafeInteger(index)) return undefined;
  const tile = { level, index, width, isBundle };
  return (isBundle ? bundlePath(index, width) : tilePath(tile)) === path ? tile : undefined;
}
