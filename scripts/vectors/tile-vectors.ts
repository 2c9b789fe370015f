import { sha256Hex, toHex, utf8 } from '../../core/common/bytes.ts';
import {
  edgeFiles,
  edgeRoot,
  EMPTY_EDGE,
  extendEdge,
} from '../../core/remembrancer/ledger/tile/right-edge.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../../core/remembrancer/ledger/tile/tile-path.ts';

const SIZES = [0, 1, 2, 255, 256, 257, 512, 65_536, 65_537];
const PLACES = [0, 1, 255, 999, 1000, 999_999, 1_000_000, 1_234_067];

/** What a log of each size has for tiles and bundles: of the full ones their number, of the rest path and digest. */
export function tileVectors(): object {
  return {
    about:
      'C2SP tlog-tiles. Entry i is the text "entry <i>". full counts full tiles by level and full bundles; fullDigest is the SHA-256 over the lines "<SHA-256 in hex>  <path>\\n" of all full tiles and bundles by ascending path; partial gives the SHA-256 of each partial one.',
    paths: PLACES.map((index) => ({
      index,
      tile: tilePath({ level: 0, index, width: TILE_WIDTH }),
      partialTile: tilePath({ level: 3, index, width: 5 }),
      bundle: bundlePath(index, TILE_WIDTH),
      partialBundle: bundlePath(index, 255),
    })),
    logs: SIZES.map((size) => logOf(size)),
  };
}

function logOf(size: number): object {
  const entries = Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));
  const { edge, filled } = extendEdge(EMPTY_EDGE, entries);
  const full: Record<string, number> = {};
  for (const path of filled.keys()) {
    const [, kind = ''] = path.split('/');
    full[kind] = (full[kind] ?? 0) + 1;
  }
  const lines = [...filled]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => `${sha256Hex(content)}  ${path}\n`);
  return {
    size,
    root: toHex(edgeRoot(edge)),
    full,
    fullDigest: sha256Hex(lines.join('')),
    partial: Object.fromEntries([...edgeFiles(edge)].map(([path, content]) => [path, sha256Hex(content)])),
  };
}
