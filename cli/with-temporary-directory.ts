import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cannotWrite } from '../core/common/cannot-write.ts';
import { withEndingSignal } from './with-ending-signal.ts';

/**
 * Runs `work` with a new folder that only this user can read, and removes it whatever happens, also on Ctrl-C. The signal
 * that `work` gets is that of `withEndingSignal`.
 */
export async function withTemporaryDirectory<Result>(
  work: (directory: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-')).catch((error: unknown) => {
    throw cannotWrite(tmpdir(), error, 'it is the folder for temporary files: set TMPDIR to another');
  });
  try {
    return await withEndingSignal(
      (signal) => work(directory, signal),
      () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }),
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
