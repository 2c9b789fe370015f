import { parseEntry } from '../../receipt/index.ts';
import { operationPath } from '../branch/branch-paths.ts';
import { parseIndexFile } from '../branch/index-file.ts';
import { proveEntries } from '../read/prove-entries.ts';
import type { TileReader } from '../read/tile-reader.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { bundlePath, TILE_WIDTH } from '../tile/tile-path.ts';
import { edgeEntries, type LogState, type PlacedEntry } from './log-state.ts';

/** An honest index file of an operation has one line; more than a few are somebody's attempt to keep us reading. */
const MAX_CANDIDATES = 4;

/**
 * Which of the operations `ids` are in the log, and where. The index files of the branch (`files`) only say where to
 * look: an operation counts as recorded when an entry with its id is proven to be under the signed root.
 */
export async function findRecorded(
  tiles: TileReader,
  state: LogState,
  files: ReadonlyMap<string, Uint8Array>,
  ids: readonly string[],
): Promise<Map<string, PlacedEntry>> {
  const recorded = new Map<string, PlacedEntry>();
  for (const placed of edgeEntries(state.edge).toReversed()) {
    const id = operationOf(placed.entry);
    if (id !== undefined && ids.includes(id)) recorded.set(id, placed);
  }
  const older = await lookUp(
    tiles,
    state,
    files,
    ids.filter((id) => !recorded.has(id)),
  );
  const proofs = await proveEntries(tiles, state, [...older.values()]);
  [...older].forEach(([id, placed], i) => {
    if (proofs[i] !== undefined) recorded.set(id, placed);
  });
  return recorded;
}

/** The operation that an entry records, or `undefined` for an entry that is not one of ours. */
export function operationOf(entry: Uint8Array): string | undefined {
  try {
    return parseEntry(entry).id;
  } catch {
    return undefined;
  }
}

/** What the index files point to in full bundles, as far as the bundles have it. Nothing here is proven. */
async function lookUp(
  tiles: TileReader,
  { head, edge }: LogState,
  files: ReadonlyMap<string, Uint8Array>,
  ids: readonly string[],
): Promise<Map<string, PlacedEntry>> {
  const inFullBundles = edge.size - edge.entries.length;
  const candidates = ids.flatMap((id) =>
    parseIndexFile(files.get(operationPath(id)), inFullBundles)
      .slice(0, MAX_CANDIDATES)
      .map((index) => ({ id, index })),
  );
  if (candidates.length === 0) return new Map();
  const pathOf = (index: number): string => bundlePath(Math.floor(index / TILE_WIDTH), TILE_WIDTH);
  const bundles = await tiles.read(
    candidates.map(({ index }) => pathOf(index)),
    head,
  );
  const found = new Map<string, PlacedEntry>();
  for (const { id, index } of candidates) {
    const bundle = parseBundle(bundles.get(pathOf(index)) ?? new Uint8Array(), TILE_WIDTH);
    const entry = bundle?.[index % TILE_WIDTH];
    if (entry !== undefined && operationOf(entry) === id && !found.has(id)) found.set(id, { index, entry });
  }
  return found;
}
