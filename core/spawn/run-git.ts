import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VaultMeshError } from '../common/error.ts';
import { ownGitEnvironment } from '../common/own-git-environment.ts';

const run = promisify(execFile);

/** Nothing of the user's or the repository's own configuration may change what is committed or listed, or be run for it. */
const NEUTRAL = [
  ...['core.autocrlf=false', 'core.excludesFile=', 'core.attributesFile=', 'core.hooksPath=/dev/null'],
  'core.fsmonitor=false',
];

const GIT_TIMEOUT_MS = 30_000;
const MOST_OUTPUT = 64 * 1024 * 1024;

/** What git prints in `directory`, without blanks at the ends. Throws as `runGitBytes`. */
export async function runGit(
  directory: string,
  args: readonly string[],
  input?: Uint8Array,
): Promise<string> {
  return (await runGitBytes(directory, args, input)).toString('utf8').trim();
}

/** What git prints in `directory`, of `input` on its standard input. Throws `not-found` when git is missing. */
export async function runGitBytes(
  directory: string,
  args: readonly string[],
  input?: Uint8Array,
): Promise<Buffer> {
  const settings = NEUTRAL.flatMap((setting) => ['-c', setting]);
  const env = ownGitEnvironment(process.env);
  const options = { timeout: GIT_TIMEOUT_MS, maxBuffer: MOST_OUTPUT, env, encoding: 'buffer' } as const;
  try {
    const running = run('git', ['-C', directory, ...settings, ...args], options);
    // A git that ends before it has read everything says why on its own.
    running.child.stdin?.on('error', () => undefined).end(input);
    return (await running).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const remedy = 'git is missing. Install it: https://git-scm.com/downloads';
    throw new VaultMeshError('not-found', remedy, { cause: error });
  }
}
