import { leafHash } from '../merkle/hash.ts';
import { foldPeaks, peaks } from '../merkle/tree-hash.ts';
import { formatBundle } from './entry-bundle.ts';
import { formatTile } from './hash-tile.ts';
import { bundlePath, TILE_WIDTH, tilePath } from './tile-path.ts';
import { tileRoot } from './tile-root.ts';

/** What an append needs of a log of `size` entries: the entries and hashes that are not yet in full bundles and tiles. */
export interface RightEdge {
  readonly size: number;
  /** The entries of the partial bundle. */
  readonly entries: readonly Uint8Array[];
  /** The hashes of the partial tile of each level, from 0. */
  readonly hashes: readonly (readonly Uint8Array[])[];
}

export const EMPTY_EDGE: RightEdge = { size: 0, entries: [], hashes: [] };

/** The widths of the partial tiles of a log of `size` entries by level: its digits in base 256, least first. */
export function edgeWidths(size: number): number[] {
  const widths: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / TILE_WIDTH)) widths.push(rest % TILE_WIDTH);
  return widths;
}

/** The Merkle tree hash of the whole log. */
export const edgeRoot = ({ hashes }: RightEdge): Uint8Array =>
  foldPeaks(hashes.toReversed().flatMap((level) => peaks(level)));

/** The partial tiles and the partial bundle, by path. */
export function edgeFiles({ size, entries, hashes }: RightEdge): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (entries.length > 0) {
    files.set(bundlePath(Math.floor(size / TILE_WIDTH), entries.length), formatBundle(entries));
  }
  hashes.forEach((level, number) => {
    if (level.length === 0) return;
    const index = Math.floor(size / TILE_WIDTH ** (number + 1));
    files.set(tilePath({ level: number, index, width: level.length }), formatTile(level));
  });
  return files;
}

/** The edge after `entries` were added, and the bundles and tiles that they filled, by path. */
export function extendEdge(
  edge: RightEdge,
  added: readonly Uint8Array[],
): { edge: RightEdge; filled: Map<string, Uint8Array> } {
  let entries = [...edge.entries];
  const hashes = edge.hashes.map((level) => [...level]);
  const filled = new Map<string, Uint8Array>();
  let size = edge.size;

  const push = (level: number, hash: Uint8Array): void => {
    const tile = (hashes[level] ??= []);
    tile.push(hash);
    if (tile.length < TILE_WIDTH) return;
    const index = size / TILE_WIDTH ** (level + 1) - 1;
    const content = formatTile(tile);
    filled.set(tilePath({ level, index, width: TILE_WIDTH }), content);
    hashes[level] = [];
    push(level + 1, tileRoot(content));
  };

  for (const entry of added) {
    size += 1;
    entries.push(entry);
    if (entries.length === TILE_WIDTH) {
      filled.set(bundlePath(size / TILE_WIDTH - 1, TILE_WIDTH), formatBundle(entries));
      entries = [];
    }
    push(0, leafHash(entry));
  }
  return { edge: { size, entries, hashes }, filled };
}
