import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 20_000;

/** Runs `openssl` in `directory`, with that folder's `openssl.cnf` and not the machine's. */
export async function openssl(directory: string, args: readonly string[]): Promise<void> {
  try {
    await run('openssl', args, {
      cwd: directory,
      timeout: TIMEOUT_MS,
      env: { PATH: process.env['PATH'] ?? '', OPENSSL_CONF: 'openssl.cnf' },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error('openssl was not found on the PATH. Install it: apt-get install openssl', {
        cause: error,
      });
    }
    throw error;
  }
}
