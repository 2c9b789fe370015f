import { equalBytes } from '../../../common/bytes.ts';
import { counted } from '../../../common/counted.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { bundleFault } from '../tile/bundle-fault.ts';
import { bundlePath, TILE_WIDTH, tileAt, tilePath } from '../tile/tile-path.ts';
import type { Findings } from './findings.ts';
import type { LedgerSource } from './ledger-source.ts';
import { threadsFor, tilePool, type TilePool } from './tile-pool.ts';

/** Tiles and bundles that are read at once. */
export const TILES_AT_ONCE = 16;

/** The 256 leaf hashes (or as many as there are) by tile number; `undefined` where the file is missing or malformed. */
export interface Leaves {
  readonly fromBundles: (Uint8Array | undefined)[];
  readonly fromTiles: (Uint8Array | undefined)[];
  /** The hashes of level 1, when no bundle is missing or malformed. */
  readonly roots: Uint8Array[];
  /** The partial bundle. */
  tail?: Uint8Array;
}

/**
 * Reads the bundles and the tiles of level 0 of a log of `size` entries, and hashes the entries with `threads` threads.
 * Keeps hashes only. Gives nothing when there is nothing to read.
 */
export async function readLeaves(
  source: LedgerSource,
  size: number,
  findings: Findings,
  onProgress: (entries: number) => void,
  threads = threadsFor(size),
): Promise<Leaves | undefined> {
  const pool = tilePool(threads);
  try {
    const leaves: Leaves = { fromBundles: [], fromTiles: [], roots: [] };
    const count = Math.ceil(size / TILE_WIDTH);
    for (let first = 0; first < count; first += TILES_AT_ONCE) {
      const last = Math.min(first + TILES_AT_ONCE, count);
      if (!(await readRun(source, { first, last, size }, pool, leaves, findings))) return undefined;
      onProgress(Math.min(last * TILE_WIDTH, size));
    }
    await pool.finish();
    return leaves;
  } finally {
    await pool.close();
  }
}

/** Reads the tiles from `first` on, up to `last` without it. Gives whether anything was there. */
async function readRun(
  source: LedgerSource,
  { first, last, size }: { readonly first: number; readonly last: number; readonly size: number },
  pool: TilePool,
  leaves: Leaves,
  findings: Findings,
): Promise<boolean> {
  const run = Array.from({ length: last - first }, (_, i) => {
    const tile = tileAt(0, (first + i) * TILE_WIDTH, size);
    return { ...tile, path: tilePath(tile), bundle: bundlePath(tile.index, tile.width) };
  });
  const files = await source.read(run.flatMap(({ bundle, path }) => [bundle, path]));
  const sound: { index: number; width: number; content: Uint8Array }[] = [];
  for (const { index, width, path, bundle } of run) {
    const content = files.get(bundle);
    findings.seen.add(bundle);
    leaves.fromBundles[index] = undefined;
    const hashes = files.get(path);
    leaves.fromTiles[index] = hashes?.length === width * HASH_SIZE ? hashes : undefined;
    if (content === undefined) {
      findings.report(bundle, 'missing', 'The bundle of these entries is not there.');
    } else if (bundleFault(content, width) !== undefined) {
      findings.report(
        bundle,
        'bundle',
        `It has not the ${counted(width, 'entry', 'entries')} of its name (C2SP tlog-tiles).`,
      );
    } else {
      sound.push({ index, width, content });
      if (width < TILE_WIDTH) leaves.tail = content;
    }
  }
  const entries = sound.reduce((sum, { width }) => sum + width, 0);
  const bundles = sound.map(({ content }) => content);
  await pool.add({ bundles, count: entries }, ({ leaves: hashes, roots }) => {
    leaves.roots[first / TILES_AT_ONCE] = roots;
    let at = 0;
    for (const { index, width } of sound) {
      const derived = hashes.subarray(at, (at += width * HASH_SIZE));
      const stored = leaves.fromTiles[index];
      leaves.fromBundles[index] = derived;
      // What is the same is kept once, and without the rest of what it was read with.
      leaves.fromTiles[index] =
        stored !== undefined && equalBytes(stored, derived) ? derived : stored?.slice();
    }
  });
  return files.size > 0;
}
