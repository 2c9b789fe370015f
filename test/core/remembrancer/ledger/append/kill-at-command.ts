import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** When the writer is killed: before its git command starts, while it runs, or when it is over. */
export type Moment = 'before' | 'during' | 'after';

/** Stands before the real git on the PATH: counts the writer's commands, and kills the writer (its parent) at one. */
const WRAPPER = `#!/bin/sh
PATH=$REAL_PATH
command=$(($(cat "$COUNT") + 1))
echo $command > "$COUNT"
case "$command $KILL_AT" in
  "\${KILL_COMMAND} before") kill -9 $PPID; exit 1 ;;
  "\${KILL_COMMAND} during") git "$@" & kill -9 $PPID; wait; exit 1 ;;
  "\${KILL_COMMAND} after") cat | git "$@"; kill -9 $PPID; exit 1 ;;
esac
exec git "$@"
`;

/**
 * Lets a writer of its own process append `id` to the ledger at `url`, with SIGKILL at its git command number `command`
 * (from 1). Gives whether it was killed, and the commands that it began.
 */
export function appendAndKill(
  folder: string,
  options: { url: string; signerKey: string; id: string; command: number; moment: Moment },
): { killed: boolean; commands: number } {
  const bin = join(folder, 'bin');
  if (!existsSync(bin)) {
    mkdirSync(bin);
    writeFileSync(join(bin, 'git'), WRAPPER, { mode: 0o755 });
  }
  const workDir = mkdtempSync(join(folder, 'writer-'));
  const count = join(workDir, 'count');
  writeFileSync(count, '0');
  const path = process.env['PATH'] ?? '';
  const { signal, status, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', join(import.meta.dirname, 'append-program.ts'), options.url, workDir, options.id],
    {
      encoding: 'utf8',
      timeout: 120_000,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PATH: `${bin}${delimiter}${path}`,
        REAL_PATH: path,
        COUNT: count,
        KILL_COMMAND: String(options.command),
        KILL_AT: options.moment,
        LOG_KEY: options.signerKey,
      },
    },
  );
  const killed = signal === 'SIGKILL';
  if (!killed && status !== 0) throw new Error(stderr);
  return { killed, commands: Number(readFileSync(count, 'utf8')) };
}
