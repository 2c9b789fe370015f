import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, it } from '@jest/globals';

import { utf8 } from '../../core/common/bytes.ts';
import { type DerivedTiles, deriveTiles } from '../../core/remembrancer/ledger/fsck/derive-tiles.ts';
import { tilePool } from '../../core/remembrancer/ledger/fsck/tile-pool.ts';
import { formatBundle } from '../../core/remembrancer/ledger/tile/entry-bundle.ts';
import { actionNames } from './action-names.ts';

const root = join(import.meta.dirname, '..', '..');
const distOf = (action: string): string => join(root, 'actions', action, 'dist');

it('beside a bundle stand the threads that it starts', () => {
  const started = actionNames.flatMap((action) => {
    const names = readdirSync(distOf(action));
    return names
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => [
        ...readFileSync(join(distOf(action), name), 'utf8').matchAll(/new URL\(`\.\/([\w-]+)\$\{/gu),
      ])
      .map(([, thread = '']) => ({ action, thread, isThere: names.includes(`${thread}.js`) }));
  });
  expect(started).toEqual([{ action: 'covenant', thread: 'tile-worker', isThere: true }]);
});

it('the thread of the covenant derives the tiles of a large ledger', async () => {
  const bundles = [formatBundle(Array.from({ length: 256 }, (_, n) => utf8(`entry ${n}`)))];
  const pool = tilePool(2, pathToFileURL(join(distOf('covenant'), 'tile-worker.js')));
  const derived: DerivedTiles[] = [];
  try {
    await pool.add({ bundles, count: 256 }, (each) => derived.push(each));
    await pool.finish();
  } finally {
    await pool.close();
  }
  expect(derived).toEqual([deriveTiles(bundles[0] ?? new Uint8Array(), 256)]);
});
