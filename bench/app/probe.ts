/** Loaded into the app's process: at each SIGUSR2 everything is thrown away that nobody holds, and what is left is told. */
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Probed } from './read-probe.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const file = process.env['VAULTMESH_BENCH_PROBE'] ?? '';

function probe(): Probed {
  const { user, system } = process.cpuUsage();
  // What is ended by a first collection can be thrown away by a second.
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss, cpu: (user + system) / 1000 };
}

process.on('SIGUSR2', () => {
  writeFileSync(`${file}.new`, JSON.stringify(probe()));
  renameSync(`${file}.new`, file);
});
