import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Builds an outsider of these tests, a library of somebody else behind a small Go program in the folder `source` beside
 * this file, into `folder`. By default that of the ledger, golang.org/x/mod/sumdb.
 */
export function buildChecker(folder: string, source = 'go'): string {
  const checker = join(folder, 'interop');
  execFileSync('go', ['build', '-o', checker, '.'], {
    cwd: join(import.meta.dirname, source),
    stdio: 'pipe',
  });
  return checker;
}
