import { equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../../../common/bytes.ts';
import { canonicalJsonBytes } from '../../../common/canonical-json.ts';
import stateSchema from '../../../../ledger-schema/state.schema.json' with { type: 'json' };
import { schemaCheck } from '../../../common/json-schema.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { leafHash } from '../merkle/hash.ts';
import { formatTile, parseTile } from '../tile/hash-tile.ts';
import { edgeRoot, edgeWidths, type RightEdge } from '../tile/right-edge.ts';

/** The right edge as text, so that one text query reads all that an append needs. */
interface StateFile {
  readonly v: 1;
  readonly size: number;
  /** The entries of the partial bundle. Their hashes are level 0. */
  readonly entries: readonly string[];
  /** The partial tiles from level 1 up, in base64. */
  readonly tiles: readonly string[];
}

const checkSchema = schemaCheck(stateSchema);

/** The content of `state.json`. */
export const formatState = ({ size, entries, hashes }: RightEdge): Uint8Array =>
  canonicalJsonBytes({
    v: 1,
    size,
    entries: entries.map(fromUtf8),
    tiles: hashes.slice(1).map((level) => toBase64(formatTile(level))),
  });

/**
 * The right edge in `state.json`, or `undefined` when it is not that of `checkpoint`. Nothing in the file is believed:
 * an edge that leads to the signed root is the edge of that log, whoever wrote it.
 */
export function parseState(bytes: Uint8Array | undefined, checkpoint: Checkpoint): RightEdge | undefined {
  const state = readState(bytes);
  if (state?.size !== checkpoint.size) return undefined;
  const [bundleWidth = 0, ...widths] = edgeWidths(state.size);
  if (state.entries.length !== bundleWidth || state.tiles.length !== widths.length) return undefined;
  const entries = state.entries.map(utf8);
  const levels = widths.map((width, i) =>
    parseTile(fromBase64(state.tiles[i] ?? '') ?? new Uint8Array(1), width),
  );
  if (levels.includes(undefined)) return undefined;
  const hashes = state.size === 0 ? [] : [entries.map(leafHash), ...(levels as Uint8Array[][])];
  const edge: RightEdge = { size: state.size, entries, hashes };
  return equalBytes(edgeRoot(edge), checkpoint.root) ? edge : undefined;
}

function readState(bytes: Uint8Array | undefined): StateFile | undefined {
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes));
    return checkSchema(value) === undefined ? (value as StateFile) : undefined;
  } catch {
    return undefined;
  }
}
