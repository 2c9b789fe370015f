import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cannotWrite } from '../core/common/cannot-write.ts';

/** Signals by which people and systems end a command. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a new folder that only this user can read, and removes it whatever happens, also on Ctrl-C. The signal
 * that `work` gets aborts then, for the programs that it started: a signal to this process alone does not reach them.
 */
export async function withTemporaryDirectory<Result>(
  work: (directory: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-')).catch((error: unknown) => {
    throw cannotWrite(tmpdir(), error, 'it is the folder for temporary files: set TMPDIR to another');
  });
  const ending = new AbortController();
  const leave = (signal: NodeJS.Signals): void => {
    ending.abort();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    // Nobody listens any more, so this ends the process as the signal would have.
    process.kill(process.pid, signal);
  };
  for (const signal of ENDINGS) process.once(signal, leave);
  try {
    return await work(directory, ending.signal);
  } finally {
    for (const signal of ENDINGS) process.off(signal, leave);
    await rm(directory, { recursive: true, force: true });
  }
}
