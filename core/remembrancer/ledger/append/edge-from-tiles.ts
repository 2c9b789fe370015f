import { equalBytes } from '../../../common/bytes.ts';
import { damagedBranch } from '../branch/damaged-branch.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { leafHash } from '../merkle/hash.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { parseTile } from '../tile/hash-tile.ts';
import { edgeRoot, edgeWidths, type RightEdge } from '../tile/right-edge.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../tile/tile-path.ts';

/**
 * The right edge at the commit `head` from its tiles, for when state.json is missing or was tampered with. Throws
 * `verification-failed` when they do not lead to the root of `checkpoint`.
 */
export async function edgeFromTiles(
  store: LedgerStore,
  head: string,
  checkpoint: Checkpoint,
): Promise<RightEdge> {
  const { size } = checkpoint;
  const [bundleWidth = 0, ...upper] = edgeWidths(size);
  const widths = [bundleWidth, ...upper];
  const bundle = bundlePath(Math.floor(size / TILE_WIDTH), bundleWidth);
  const tiles = widths.map((width, level) => {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    return { path: tilePath({ level, index, width }), width };
  });
  const wanted = tiles.filter(({ width }) => width > 0).map(({ path }) => path);
  const { files } = await store.read(bundleWidth > 0 ? [bundle, ...wanted] : wanted, head);
  const content = (path: string): Uint8Array => files.get(path) ?? new Uint8Array();

  const entries = parseBundle(content(bundle), bundleWidth);
  const hashes = tiles.map(({ path, width }) => parseTile(content(path), width));
  if (entries !== undefined && !hashes.includes(undefined)) {
    const edge = { size, entries, hashes: hashes as Uint8Array[][] };
    if (isEdgeOf(edge, checkpoint)) return edge;
  }
  throw damagedBranch(`The last tiles do not lead to the signed root at size ${size}`);
}

/** Whether the hashes are those of the entries, and lead to the root. */
function isEdgeOf(edge: RightEdge, { root }: Checkpoint): boolean {
  const leaves = edge.hashes[0] ?? [];
  return (
    edge.entries.every((entry, i) => equalBytes(leafHash(entry), leaves[i] ?? new Uint8Array())) &&
    equalBytes(edgeRoot(edge), root)
  );
}
