/**
 * `node bench/ledger/derive-tiles-once.ts <folder> <threads>`: one derivation of all tiles from the bundles in a folder, as
 * fsck does it, by a process of its own, so that its peak memory can be told. Prints ms and MiB.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveLevels } from '../../core/remembrancer/ledger/fsck/derive-tree.ts';
import { Findings } from '../../core/remembrancer/ledger/fsck/findings.ts';
import { memorySource } from '../../core/remembrancer/ledger/fsck/ledger-source.ts';
import { readLeaves } from '../../core/remembrancer/ledger/fsck/read-leaves.ts';
import { bundlePath, TILE_WIDTH } from '../../core/remembrancer/ledger/tile/tile-path.ts';

const [folder = '', threads] = process.argv.slice(2);
const names = readdirSync(folder).sort();
const files = new Map(names.map((name, i) => [bundlePath(i, TILE_WIDTH), readFileSync(join(folder, name))]));

const started = performance.now();
const findings = new Findings();
const read = await readLeaves(
  memorySource(files),
  names.length * TILE_WIDTH,
  findings,
  () => undefined,
  Number(threads),
);
const tiles = read?.fromBundles.filter((tile) => tile !== undefined) ?? [];
const levels = deriveLevels({ leaves: Buffer.concat(tiles), roots: Buffer.concat(read?.roots ?? []) });
const ms = performance.now() - started;
if (findings.problems.length > 0 || levels[1]?.length !== names.length * 32) {
  throw new Error('Not all tiles were derived.');
}
console.log(ms, process.resourceUsage().maxRSS / 1024);
