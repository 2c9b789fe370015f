import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** golang.org/x/mod/sumdb/tlog behind a small program. */
export interface GoReference {
  /** Checks one inclusion proof of a log of `size` entries: ns. */
  checkProof(size: number, rounds: number): number;
  /** Derives all full tiles from the bundles in a folder: ms on one core, and on all. */
  deriveTiles(folder: string): { one: number; all: number };
  remove(): void;
}

/** Builds the reference, or gives `undefined` where there is no Go. */
export function goReference(): GoReference | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-go-'));
  const program = join(folder, 'bench');
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: join(import.meta.dirname, 'go') });
  if (built.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const run = (...args: string[]): number[] =>
    execFileSync(program, args, { encoding: 'utf8' }).trim().split(' ').map(Number);
  return {
    checkProof: (size, rounds) => run('proof', String(size), String(rounds))[0] ?? Number.NaN,
    deriveTiles: (bundles) => {
      const [one = Number.NaN, all = Number.NaN] = run('tiles', bundles);
      return { one, all };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
