import { concatBytes, equalBytes } from '../../../common/bytes.ts';
import { FILES } from '../branch/branch-paths.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { edgeRoot, type RightEdge } from '../tile/right-edge.ts';
import { bundlePath, TILE_WIDTH, tileAt, tilePath } from '../tile/tile-path.ts';
import { bundleLeafHashes, deriveLevels, edgeOf, hashAt, type TreeLevels } from './derive-tree.ts';
import type { Findings } from './findings.ts';
import type { LedgerSource } from './ledger-source.ts';
import { parseTilePath } from './parse-tile-path.ts';

/** Tiles and bundles that are read at once. */
export const TILES_AT_ONCE = 16;

/** The tree as the signed root has it. */
export interface CheckedTree {
  /** The entry at each index; `undefined` where the bundle does not have the one that the root is over. */
  readonly entries: readonly (Uint8Array | undefined)[];
  readonly levels: TreeLevels;
  /** The right edge, when all its entries are there. */
  readonly edge: RightEdge | undefined;
  readonly bundles: number;
  readonly tiles: number;
}

/**
 * Derives every hash from the entry bundles, and compares root and tiles. Where the bundles do not lead to the signed
 * root and the tiles of level 0 do, the tiles tell which entries were changed. Gives nothing when neither leads there.
 */
export async function checkTree(
  source: LedgerSource,
  checkpoint: Checkpoint,
  listed: readonly string[],
  findings: Findings,
  onProgress: (entries: number) => void,
): Promise<CheckedTree | undefined> {
  const read = await readLeaves(source, checkpoint.size, findings, onProgress);
  if (read === undefined) return undefined;
  const { fromBundles, fromTiles } = read;
  const levels = levelsOf(fromBundles, checkpoint) ?? levelsOf(fromTiles, checkpoint);
  if (levels === undefined) {
    findings.report(
      FILES.checkpoint,
      'root',
      `The entries in tile/entries do not have the signed root at size ${checkpoint.size}.`,
    );
    reportDisagreement(fromBundles, fromTiles, findings);
    return undefined;
  }
  const entries = entriesUnder(levels, read, checkpoint.size, findings);
  const tail = entries.slice(entries.length - (entries.length % TILE_WIDTH));
  const edge = tail.includes(undefined) ? undefined : edgeOf(levels, tail as Uint8Array[]);
  const tiles = await compareTiles(source, levels, listed, findings);
  return { entries, levels, edge, bundles: read.bundles.length, tiles };
}

/** By tile number: the entries, and the 256 leaf hashes (or as many as there are), from the bundles and from the tiles. */
interface Leaves {
  readonly bundles: (Uint8Array[] | undefined)[];
  readonly fromBundles: (Uint8Array | undefined)[];
  readonly fromTiles: (Uint8Array | undefined)[];
}

async function readLeaves(
  source: LedgerSource,
  size: number,
  findings: Findings,
  onProgress: (entries: number) => void,
): Promise<Leaves | undefined> {
  const leaves: Leaves = { bundles: [], fromBundles: [], fromTiles: [] };
  const count = Math.ceil(size / TILE_WIDTH);
  for (let first = 0; first < count; first += TILES_AT_ONCE) {
    const group = Array.from({ length: Math.min(TILES_AT_ONCE, count - first) }, (_, i) => {
      const tile = tileAt(0, (first + i) * TILE_WIDTH, size);
      return { tile: tilePath(tile), bundle: bundlePath(tile.index, tile.width), width: tile.width };
    });
    const files = await source.read(group.flatMap(({ bundle, tile }) => [bundle, tile]));
    for (const { tile, bundle, width } of group) {
      const content = files.get(bundle);
      const entries = content && parseBundle(content, width);
      if (content === undefined)
        findings.report(bundle, 'missing', 'The bundle of these entries is not there.');
      else if (entries === undefined) {
        findings.report(bundle, 'bundle', `It has not the ${width} entries of its name (C2SP tlog-tiles).`);
      }
      const hashes = files.get(tile);
      leaves.bundles.push(entries);
      leaves.fromBundles.push(content && entries && bundleLeafHashes(content, width));
      leaves.fromTiles.push(hashes?.length === width * HASH_SIZE ? hashes : undefined);
      findings.seen.add(bundle);
    }
    // Nothing is there to be read any more, whatever size the checkpoint states.
    if (group.every(({ bundle, tile }) => !files.has(bundle) && !files.has(tile))) return undefined;
    onProgress(Math.min((first + group.length) * TILE_WIDTH, size));
  }
  return leaves;
}

/** The levels above the leaf hashes, when they lead to the signed root. */
function levelsOf(leaves: readonly (Uint8Array | undefined)[], { root }: Checkpoint): TreeLevels | undefined {
  if (leaves.includes(undefined)) return undefined;
  const levels = deriveLevels(concatBytes(...(leaves as Uint8Array[])));
  return equalBytes(edgeRoot(edgeOf(levels, [])), root) ? levels : undefined;
}

function reportDisagreement(
  fromBundles: readonly (Uint8Array | undefined)[],
  fromTiles: readonly (Uint8Array | undefined)[],
  findings: Findings,
): void {
  fromBundles.forEach((hashes, tile) => {
    const stored = fromTiles[tile];
    if (hashes === undefined || (stored !== undefined && equalBytes(hashes, stored))) return;
    const width = hashes.length / HASH_SIZE;
    findings.report(
      bundlePath(tile, width),
      'bundle',
      `Its entries do not have the hashes of ${tilePath({ level: 0, index: tile, width })}.`,
    );
  });
}

/** The entries by index, without those whose hash is not the one under the root. */
function entriesUnder(
  levels: TreeLevels,
  { bundles, fromBundles }: Leaves,
  size: number,
  findings: Findings,
): (Uint8Array | undefined)[] {
  const [leaves = new Uint8Array()] = levels;
  return bundles.flatMap((entries, tile) => {
    const first = tile * TILE_WIDTH;
    const width = Math.min(TILE_WIDTH, size - first);
    const hashes = fromBundles[tile];
    if (entries === undefined || hashes === undefined) return Array.from({ length: width }, () => undefined);
    if (equalBytes(hashes, leaves.subarray(first * HASH_SIZE, (first + width) * HASH_SIZE))) return entries;
    return entries.map((entry, i) => {
      if (equalBytes(hashAt(hashes, i), hashAt(leaves, first + i))) return entry;
      const detail = `Entry ${first + i} is not the one that the signed root is over.`;
      findings.report(bundlePath(tile, width), 'entry', detail);
      return undefined;
    });
  });
}

/**
 * Compares every tile that the log needs, and every partial one that earlier checkpoints left, with what was derived.
 * Gives the number of tiles that the log needs.
 */
async function compareTiles(
  source: LedgerSource,
  levels: TreeLevels,
  listed: readonly string[],
  findings: Findings,
): Promise<number> {
  const needed = new Set(
    levels.flatMap((hashes, level) => {
      const count = hashes.length / HASH_SIZE;
      return Array.from({ length: Math.ceil(count / TILE_WIDTH) }, (_, index) =>
        tilePath({ level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) }),
      );
    }),
  );
  const all = [...new Set([...needed, ...listed.filter((path) => isEarlierPartial(path, levels))])];
  for (let at = 0; at < all.length; at += 4 * TILES_AT_ONCE) {
    const paths = all.slice(at, at + 4 * TILES_AT_ONCE);
    const files = await source.read(paths);
    for (const path of paths) {
      const content = files.get(path);
      findings.seen.add(path);
      if (content === undefined) findings.report(path, 'missing', 'The tile is not there.');
      else if (!isDerived(path, content, levels)) {
        findings.report(path, 'tile', 'It is not what the entries under the signed root give.');
      }
    }
  }
  return needed.size;
}

/** Whether `path` is a partial tile or bundle of a smaller log whose full one does not exist yet. */
function isEarlierPartial(path: string, levels: TreeLevels): boolean {
  const tile = parseTilePath(path);
  if (tile === undefined || tile.width === TILE_WIDTH) return false;
  const count = (levels[tile.level]?.length ?? 0) / HASH_SIZE;
  const first = tile.index * TILE_WIDTH;
  const isComplete = count >= first + TILE_WIDTH;
  // The bundle of the present size was parsed and hashed before.
  return !isComplete && (tile.isBundle ? count > first + tile.width : count >= first + tile.width);
}

function isDerived(path: string, content: Uint8Array, levels: TreeLevels): boolean {
  const tile = parseTilePath(path);
  if (tile === undefined) return false;
  const first = tile.index * TILE_WIDTH;
  if (!tile.isBundle) {
    const level = levels[tile.level] ?? new Uint8Array();
    return equalBytes(content, level.subarray(first * HASH_SIZE, (first + tile.width) * HASH_SIZE));
  }
  if (parseBundle(content, tile.width) === undefined) return false;
  const [leaves = new Uint8Array()] = levels;
  const hashes = bundleLeafHashes(content, tile.width);
  return equalBytes(hashes, leaves.subarray(first * HASH_SIZE, first * HASH_SIZE + hashes.length));
}
