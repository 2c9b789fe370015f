/** The thread behind `tilePool`: derives the tiles of each run of bundles that it is sent, in order. */
import { parentPort } from 'node:worker_threads';
import { deriveTiles } from './derive-tiles.ts';
import type { TileAnswer, TileMessage } from './tile-pool.ts';

parentPort?.on('message', ({ bundles, count }: TileMessage) => {
  const derived = deriveTiles(bundles, count);
  const answer: TileAnswer = { derived, bundles };
  const buffers = [bundles, derived.leaves, derived.roots].map(({ buffer }) => buffer as ArrayBuffer);
  parentPort?.postMessage(answer, buffers);
});
