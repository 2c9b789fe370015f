import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, median } from '../figure.ts';
import { makeSignedRelease } from './make-releases.ts';
import { peakMemory } from './peak-memory.ts';
import { runMeasured } from '../run-measured.ts';

const ROUNDS = 5;
const HASH_ONCE = join(import.meta.dirname, 'hash-once.ts');

/**
 * Hashing a file of `mib` MiB (SHA-256 and SHA-512) beside `sha256sum`, turn by turn, and `program verify` of it, which
 * reads it once more for its OpenPGP signature. Each is a process of its own; the file is in memory after the first round.
 */
export async function benchHash(program: string, folder: string, mib: number): Promise<Figure[]> {
  const path = join(folder, 'large');
  writeRandom(path, mib);
  try {
    const release = [program, ...(await makeSignedRelease(folder, 'large'))];
    const rounds = Array.from({ length: ROUNDS }, () => {
      const other = runMeasured(['sha256sum', path]).wall;
      return {
        other,
        ours: hashOnce(path),
        verify: runMeasured([process.execPath, ...release], { cwd: folder }),
      };
    });
    const ours = median(rounds.map((round) => round.ours));
    const other = median(rounds.map((round) => round.other));
    const at = `${mib} MiB`;
    return [
      { what: 'hashing a file, SHA-256 and SHA-512', at, value: ours, unit: 'ms' },
      { what: 'hashing a file, sha256sum', at, value: other, unit: 'ms' },
      {
        what: 'hashing a file, speed against sha256sum',
        at,
        value: other / ours,
        unit: 'times',
        atLeast: 0.8,
      },
      {
        what: 'hashing a file, peak memory',
        at,
        value: peakMemory([HASH_ONCE, path], folder),
        unit: 'MiB',
        atMost: 150,
      },
      {
        what: 'verify, OpenPGP only',
        at,
        value: median(rounds.map((round) => round.verify.wall)),
        unit: 'ms',
      },
      {
        what: 'verify, OpenPGP only, peak memory',
        at,
        value: peakMemory(release, folder),
        unit: 'MiB',
        atMost: 150,
      },
    ];
  } finally {
    rmSync(path);
  }
}

function hashOnce(path: string): number {
  const answer = execFileSync(process.execPath, [HASH_ONCE, path], { encoding: 'utf8' });
  return Number(answer.split(' ')[1]);
}

function writeRandom(path: string, mib: number): void {
  const file = openSync(path, 'w');
  for (let i = 0; i < mib; i += 1) writeSync(file, randomBytes(1 << 20));
  closeSync(file);
}
