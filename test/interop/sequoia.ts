import { spawnSync } from 'node:child_process';

/** A program of Sequoia, and how it answered: `sq`, or `sqv`, which only verifies. */
export function sequoia(
  program: 'sq' | 'sqv',
  directory: string,
  ...args: readonly string[]
): { readonly ok: boolean; readonly stdout: string; readonly stderr: string } {
  const options = { cwd: directory, encoding: 'utf8', timeout: 60_000 } as const;
  const { error, status, stdout, stderr } = spawnSync(program, args, options);
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    throw new Error(`${program} was not found on the PATH. Install it: apt-get install ${program}`);
  }
  if (error !== undefined) throw error;
  return { ok: status === 0, stdout, stderr };
}

/** Runs `sq` and gives standard output; throws with standard error when it fails. */
export function sq(directory: string, ...args: readonly string[]): string {
  const { ok, stdout, stderr } = sequoia('sq', directory, ...args);
  if (!ok) throw new Error(`sq ${args.join(' ')}: ${stderr}`);
  return stdout;
}
