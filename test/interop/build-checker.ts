import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the outsider of the ledger tests, golang.org/x/mod/sumdb behind a small program, into `folder`. */
export function buildChecker(folder: string): string {
  const checker = join(folder, 'interop');
  execFileSync('go', ['build', '-o', checker, '.'], { cwd: join(import.meta.dirname, 'go'), stdio: 'pipe' });
  return checker;
}
