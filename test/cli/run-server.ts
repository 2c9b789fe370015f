import { spawn } from 'node:child_process';
import { join } from 'node:path';

import type { CommandResult, Workbench } from './workbench.ts';

const main = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');

/**
 * Runs a command that serves until it is told to end: over standard input, of which there is none, so that it ends by
 * itself, or over a network, where it is told to end once it listens.
 */
export function runServer(bench: Workbench, argv: readonly string[]): Promise<CommandResult> {
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  const child = spawn(process.execPath, ['--no-warnings', main, ...argv], {
    cwd: bench.directory,
    env: bench.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    if (!child.killed && /^listening on /mu.test(stderr)) child.kill('SIGTERM');
  });
  child.on('error', reject);
  child.on('close', (code) => {
    resolve({ code, stdout, stderr });
  });
  return promise;
}
