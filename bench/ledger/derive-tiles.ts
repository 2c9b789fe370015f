import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoteSigner } from '../../core/remembrancer/ledger/index.ts';
import { parseBundle } from '../../core/remembrancer/ledger/tile/entry-bundle.ts';
import { EMPTY_EDGE, extendEdge } from '../../core/remembrancer/ledger/tile/right-edge.ts';
import { TILE_WIDTH } from '../../core/remembrancer/ledger/tile/tile-path.ts';
import { elapsed, entries, type Figure } from './figure.ts';
import type { GoReference } from './go-reference.ts';
import { largeLog } from './large-log.ts';

/** Deriving all tiles of a log of `size` entries (full bundles only) from its bundles, on one core. */
export async function benchDeriveTiles(
  signer: NoteSigner,
  size: number,
  go: GoReference | undefined,
): Promise<Figure[]> {
  const bundles: Uint8Array[] = [];
  for (const [path, content] of largeLog(signer, size, { records: false })) {
    if (/^tile\/entries\/[x\d/]+$/u.test(path)) bundles.push(content);
  }
  const ours = await elapsed(() => {
    let edge = EMPTY_EDGE;
    for (const bundle of bundles) edge = extendEdge(edge, parseBundle(bundle, TILE_WIDTH) ?? []).edge;
  });
  const what = 'all tiles from the entries, one core';
  const at = entries(size);
  const figures: Figure[] = [{ what, at, value: ours, unit: 'ms' }];
  if (go === undefined) return figures;
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    bundles.forEach((bundle, i) => {
      writeFileSync(join(folder, `${String(i).padStart(6, '0')}.bundle`), bundle);
    });
    const { one, all } = go.deriveTiles(folder);
    figures.push(
      { what: `${what}, Go`, at, value: one, unit: 'ms' },
      { what: `${what}, against Go on one core`, at, value: ours / one, unit: 'times', atMost: 2 },
      { what: `${what}, against Go on all cores`, at, value: ours / all, unit: 'times', atMost: 1 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}
