import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A GnuPG home of its own, in a folder where `gpg` also runs. */
export interface GpgHome {
  readonly directory: string;
  /** Runs gpg and gives standard output; throws with standard error when it fails. */
  gpg(...args: readonly string[]): Promise<string>;
  /** Stops the agent and removes the folder. */
  close(): Promise<void>;
}

export async function gpgHome(): Promise<GpgHome> {
  const directory = await mkdtemp(join(tmpdir(), 'vm-gpg-'));
  const env = { PATH: process.env['PATH'] ?? '', GNUPGHOME: directory, LC_ALL: 'C' };
  const options = { cwd: directory, env, timeout: 60_000 };
  return {
    directory,
    gpg: async (...args) => {
      const common = ['--batch', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', ''];
      try {
        return (await run('gpg', [...common, ...args], options)).stdout;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
          throw new Error('gpg was not found on the PATH. Install it: apt-get install gnupg', {
            cause: error,
          });
        }
        throw error;
      }
    },
    close: async () => {
      await run('gpgconf', ['--kill', 'all'], options);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
