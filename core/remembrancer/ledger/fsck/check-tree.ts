import { equalBytes } from '../../../common/bytes.ts';
import { FILES } from '../branch/branch-paths.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { bundleFault } from '../tile/bundle-fault.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { edgeRoot, type RightEdge } from '../tile/right-edge.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../tile/tile-path.ts';
import { leafHashes, tileRoots } from './derive-tiles.ts';
import { deriveLevels, edgeOf, type TreeLevels } from './derive-tree.ts';
import { entryReader, type EntryReader } from './entry-reader.ts';
import type { Findings } from './findings.ts';
import type { LedgerSource } from './ledger-source.ts';
import { parseTilePath } from './parse-tile-path.ts';
import { type Leaves, readLeaves, TILES_AT_ONCE } from './read-leaves.ts';

/** The tree as the signed root has it. */
export interface CheckedTree {
  readonly readEntries: EntryReader;
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
  const { fromBundles, fromTiles, roots } = read;
  const levels = levelsOf(fromBundles, checkpoint, roots) ?? levelsOf(fromTiles, checkpoint);
  if (levels === undefined) {
    findings.report(
      FILES.checkpoint,
      'root',
      `The entries in tile/entries do not have the signed root at size ${checkpoint.size}.`,
    );
    reportDisagreement(fromBundles, fromTiles, findings);
    return undefined;
  }
  const [leaves = new Uint8Array()] = levels;
  const sound = new Set(fromBundles.flatMap((hashes, tile) => (hashes === undefined ? [] : [tile])));
  return {
    readEntries: entryReader(source, leaves, sound, findings),
    levels,
    edge: checkedEdge(levels, read),
    bundles: fromBundles.length,
    tiles: await compareTiles(source, levels, listed, findings),
  };
}

/** The levels above the leaf hashes, when they lead to the signed root. `roots` are those of level 1 where they are known. */
function levelsOf(
  tiles: Leaves['fromBundles'],
  { root }: Checkpoint,
  roots?: readonly Uint8Array[],
): TreeLevels | undefined {
  if (tiles.includes(undefined)) return undefined;
  const leaves = Buffer.concat(tiles as Uint8Array[]);
  const levels = deriveLevels({ leaves, roots: roots ? Buffer.concat(roots) : tileRoots(leaves) });
  return equalBytes(edgeRoot(edgeOf(levels, [])), root) ? levels : undefined;
}

/** The right edge with the entries of the partial bundle, when they are what the root is over. */
function checkedEdge(levels: TreeLevels, { tail, fromBundles }: Leaves): RightEdge | undefined {
  const edge = edgeOf(levels, []);
  const [hashes = []] = edge.hashes;
  if (hashes.length === 0) return edge;
  const isConfirmed = equalBytes(Buffer.concat(hashes), fromBundles.at(-1) ?? new Uint8Array());
  const entries = tail && isConfirmed ? parseBundle(tail, hashes.length) : undefined;
  return entries && { ...edge, entries };
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
  if (bundleFault(content, tile.width) !== undefined) return false;
  const [leaves = new Uint8Array()] = levels;
  const hashes = leafHashes(content.slice(), tile.width);
  return equalBytes(hashes, leaves.subarray(first * HASH_SIZE, first * HASH_SIZE + hashes.length));
}
