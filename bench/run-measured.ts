import { spawnSync } from 'node:child_process';

/** What one process took, in ms. `cpu` is user and system time of all its threads, from its start to its end. */
export interface Run {
  readonly wall: number;
  readonly cpu: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The exit code that it must end with. */
  readonly code?: number;
}

/** Bash tells the times of a process that ended to the millisecond, which Node does not. */
const TIMED = `TIMEFORMAT='%3R %3U %3S'; LC_ALL=C; time "$@" >/dev/null 2>&1`;

/** Runs a program and measures its process. Throws when it ends with another exit code than it should. */
export function runMeasured(
  [program = '', ...argv]: readonly string[],
  { cwd, env, code = 0 }: RunOptions = {},
): Run {
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', TIMED, 'bash', program, ...argv], {
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== code) throw new Error(`${program} ${argv.join(' ')} ended with ${status}: ${stderr}`);
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}
