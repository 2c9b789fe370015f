import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildChecker } from './build-checker.ts';
import { tool } from './tools.ts';

/** A program of somebody else that checks the ledger in a folder: the root that it found, or `undefined` for a refusal. */
export type Checker = (ledger: string) => string | undefined;

/** golang.org/x/mod/sumdb, the client of the Go toolchain, built into `folder`. */
export function goClient(folder: string): Checker {
  const program = buildChecker(folder);
  return (ledger) => {
    const { status, stdout } = spawnSync(program, [ledger], { encoding: 'utf8' });
    return status === 0 ? stdout.trim().split(' ')[1] : undefined;
  };
}

/**
 * `fsck` of github.com/transparency-dev/tessera, for the log `origin`. Its exit status is 0 also for a log that it
 * refuses, so its last line tells; and it stands still when as many files are wrong as it has workers, so it gets many.
 */
export function tesseraFsck(origin: string): Checker {
  const program = tool('fsck');
  return (ledger) => {
    const { error, stderr } = spawnSync(
      program,
      [
        `--storage_url=file://${ledger}/`,
        `--public_key=${join(ledger, 'vkey')}`,
        `--origin=${origin}`,
        '--ui=false',
        '--N=64',
      ],
      { encoding: 'utf8', timeout: 60_000, maxBuffer: 2 ** 26 },
    );
    if (error !== undefined) throw error;
    return / Successfully fsck'd log .* root (\S+) /u.exec(stderr)?.[1];
  };
}

/** Writes into `folder` what the checkpoint needs of a branch, and gives the paths. */
export function writeLog(folder: string, files: ReadonlyMap<string, Uint8Array>): string[] {
  const needed = [...files].filter(
    ([path]) => /^(checkpoint|vkey|tile\/.*)$/u.test(path) && isNewest(path, files),
  );
  for (const [path, content] of needed) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return needed.map(([path]) => path);
}

/** Whether no wider version of a partial tile is there: the narrower ones belong to earlier checkpoints. */
function isNewest(path: string, files: ReadonlyMap<string, Uint8Array>): boolean {
  const [, tile, width] = /^(.*)\.p\/(\d+)$/u.exec(path) ?? [];
  const wider = Array.from(
    { length: 255 - Number(width ?? 255) },
    (_, i) => `${tile}.p/${Number(width) + 1 + i}`,
  );
  return !wider.some((name) => files.has(name));
}

/** Runs `look` while one bit of byte number `at` of a file is turned over. */
export function withChangedByte<T>(path: string, at: number, look: () => T): T {
  const content = readFileSync(path);
  const changed = Uint8Array.from(content);
  changed[at] = (changed[at] ?? 0) ^ 1;
  writeFileSync(path, changed);
  try {
    return look();
  } finally {
    writeFileSync(path, content);
  }
}
