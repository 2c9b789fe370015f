import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoteSigner } from '../../core/remembrancer/ledger/index.ts';
import { entries, type Figure, median } from '../figure.ts';
import type { GoReference } from './go-reference.ts';
import { largeLog } from './large-log.ts';

/** Each round is one process of ours with one thread, one with a thread a core, and one of Go. */
const ROUNDS = 5;

/** What one process of ours took. */
interface Derivation {
  readonly ms: number;
  readonly mib: number;
}

/** Deriving all tiles of a log of `size` entries (full bundles only) from its bundles in memory. */
export function benchDeriveTiles(signer: NoteSigner, size: number, go: GoReference | undefined): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    let bundles = 0;
    for (const [path, content] of largeLog(signer, size, { records: false })) {
      if (!/^tile\/entries\/[x\d/]+$/u.test(path)) continue;
      writeFileSync(join(folder, `${String(bundles).padStart(6, '0')}.bundle`), content);
      bundles += 1;
    }
    const rounds = Array.from({ length: ROUNDS }, () => ({
      one: derive(folder, 1),
      all: derive(folder, availableParallelism()),
      go: go?.deriveTiles(folder),
    }));
    const middle = (value: (round: (typeof rounds)[number]) => number | undefined): number =>
      median(rounds.flatMap((round) => value(round) ?? []));
    const what = 'all tiles from the entries';
    const at = entries(size);
    const one = middle((round) => round.one.ms);
    const all = middle((round) => round.all.ms);
    const mib = Math.max(...rounds.flatMap((round) => [round.one.mib, round.all.mib]));
    const figures: Figure[] = [
      { what: `${what}, one core`, at, value: one, unit: 'ms' },
      { what: `${what}, all cores`, at, value: all, unit: 'ms' },
      { what: `${what}, peak memory with the entries`, at, value: mib, unit: 'MiB', atMost: 512 },
    ];
    if (go === undefined) return figures;
    const goOne = middle((round) => round.go?.one);
    return [
      ...figures,
      { what: `${what}, Go on one core`, at, value: goOne, unit: 'ms' },
      { what: `${what}, Go on all cores`, at, value: middle((round) => round.go?.all), unit: 'ms' },
      { what: `${what}, one core against Go on one`, at, value: one / goOne, unit: 'times', atMost: 2 },
      { what: `${what}, all cores against Go on one`, at, value: all / goOne, unit: 'times', atMost: 1 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function derive(folder: string, threads: number): Derivation {
  const program = join(import.meta.dirname, 'derive-tiles-once.ts');
  const answer = execFileSync(process.execPath, [program, folder, String(threads)], { encoding: 'utf8' });
  const [ms = Number.NaN, mib = Number.NaN] = answer.trim().split(' ').map(Number);
  return { ms, mib };
}
