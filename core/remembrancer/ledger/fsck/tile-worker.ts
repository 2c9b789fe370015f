/** The thread behind `tilePool`: derives the tiles of each run of bundles that it is sent, in order. */
import { parentPort } from 'node:worker_threads';
import { deriveTiles } from './derive-tiles.ts';
import type { TileTask } from './tile-pool.ts';

parentPort?.on('message', ({ bundles, count }: TileTask) => {
  const derived = deriveTiles(bundles, count);
  parentPort?.postMessage(derived, [
    derived.leaves.buffer as ArrayBuffer,
    derived.roots.buffer as ArrayBuffer,
  ]);
});
