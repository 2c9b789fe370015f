import { equalBytes } from '../../../common/bytes.ts';
import { LATEST_ENTRIES } from '../branch/pages/readme.ts';
import { leafHash } from '../merkle/hash.ts';
import { treeHash } from '../merkle/tree-hash.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import type { RightEdge } from '../tile/right-edge.ts';
import { bundlePath, TILE_WIDTH } from '../tile/tile-path.ts';
import { edgeEntries, type PlacedEntry } from './log-state.ts';

/**
 * The newest entries of a log for its README, oldest first: those of the partial bundle and, where they are few, those
 * of the full one before it, if the tree vouches for it. `filled` are bundles of this very append; others are read at `head`.
 */
export async function latestEntries(
  store: LedgerStore,
  head: string,
  edge: RightEdge,
  filled: ReadonlyMap<string, Uint8Array>,
): Promise<PlacedEntry[]> {
  const newest = edgeEntries(edge);
  const number = Math.floor(edge.size / TILE_WIDTH) - 1;
  if (newest.length >= LATEST_ENTRIES || number < 0) return newest.slice(-LATEST_ENTRIES);
  const path = bundlePath(number, TILE_WIDTH);
  const content = filled.get(path) ?? (await store.read([path], head)).files.get(path);
  const entries = parseBundle(content ?? new Uint8Array(), TILE_WIDTH) ?? [];
  const before = entries.map((entry, i) => ({ index: number * TILE_WIDTH + i, entry }));
  return [...(isInTree(entries, edge) ? before : []), ...newest].slice(-LATEST_ENTRIES);
}

/** Whether `entries` are those of the last full bundle: their root is the last hash of level 1 of the tiles. */
function isInTree(entries: readonly Uint8Array[], { hashes }: RightEdge): boolean {
  const last = hashes[1]?.at(-1);
  return last !== undefined && equalBytes(treeHash(entries.map(leafHash)), last);
}
