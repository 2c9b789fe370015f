import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

import { VaultMeshError } from '../../../common/error.ts';
import { ownGitEnvironment } from '../../../common/own-git-environment.ts';

/** So long may a command take. */
export const TIMEOUT_MS = 120_000;

/** More is not held in memory. A tree that has itself in it many times over lists as endless. */
export const MOST_BYTES = 512 * 1024 * 1024;

/** A repository that git is asked of. */
export interface GitPlace {
  /** A folder of the checkout, or a bare repository. */
  readonly directory: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** How a git command ended. */
export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Nothing is fetched that is not there, and nothing that the repository's configuration names is run. */
const FIXED_ENV = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};
const FIXED_CONFIG = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** Starts a git command that only reads, without a shell; ends it after `timeout` ms. */
export const startGit = (
  { directory, env = process.env, signal }: GitPlace,
  args: readonly string[],
  timeout?: number,
): ChildProcessWithoutNullStreams =>
  spawn('git', [...FIXED_CONFIG, ...args], {
    cwd: directory,
    env: {
      ...ownGitEnvironment(env),
      // Where `git commit` runs us as a hook, what would be committed may be in another index.
      ...(env['GIT_INDEX_FILE'] !== undefined && { GIT_INDEX_FILE: env['GIT_INDEX_FILE'] }),
      ...FIXED_ENV,
    },
    ...(timeout !== undefined && { timeout }),
    ...(signal && { signal }),
  });

/** What is to be thrown when a command could not be started, or was ended by the signal. */
export const notRun = ({ signal }: GitPlace, cause: unknown): Error =>
  signal?.aborted === true
    ? (signal.reason as Error)
    : new VaultMeshError('not-found', 'git cannot be run. Install it: https://git-scm.com/downloads', {
        cause,
      });

/** What is to be thrown when a command prints more than is held in memory. */
export const tooMuch = ({ directory }: GitPlace, [command]: readonly string[]): Error =>
  new VaultMeshError(
    'incomplete',
    `git ${command} prints more than ${MOST_BYTES} bytes of ${directory}; look at a part of it.`,
  );

/** What is to be thrown when a command failed that has no reason to. */
export const failedGit = ({ directory }: GitPlace, [command]: readonly string[], why: string): Error =>
  new VaultMeshError('internal', `git ${command} failed in ${directory}: ${why}`);

/** What is to be thrown when a command was ended before it was done, which says nothing about the repository. */
export const endedGit = ({ directory }: GitPlace, [command]: readonly string[], why: string): Error =>
  new VaultMeshError('incomplete', `git ${command} did not end in ${directory}: ${why}. Try again.`);

export const TOOK_TOO_LONG = 'it took longer than two minutes';

/** Why git failed, of what it printed: from the line on that says so. */
export const saidByGit = (stderr: string): string =>
  stderr
    .slice(Math.max(stderr.search(/^fatal: /m), 0))
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, MOST_SAID);

const MOST_SAID = 500;

/**
 * Runs a git command that only reads, without a shell. Throws `not-found` when there is no git, `incomplete` when it
 * prints too much or is ended from outside, and the signal's reason.
 */
export function readOnlyGit(place: GitPlace, args: readonly string[], input = ''): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = startGit(place, args, TIMEOUT_MS);
    const chunks: Buffer[] = [];
    let stderr = '';
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) {
        chunks.push(chunk);
        return;
      }
      child.kill('SIGKILL');
      reject(tooMuch(place, args));
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    // A git that ends before it has read everything says why on its own.
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', (cause) => {
      reject(notRun(place, cause));
    });
    child.on('close', (status, ending) => {
      if (status !== null) resolve({ status, stdout: Buffer.concat(chunks), stderr });
      else reject(endedGit(place, args, child.killed ? TOOK_TOO_LONG : `it was ended by ${ending ?? ''}`));
    });
  });
}

/** What a command prints that has no reason to fail. Throws `internal` with what git says. */
export async function gitOutput(place: GitPlace, args: readonly string[], input?: string): Promise<Buffer> {
  const { status, stdout, stderr } = await readOnlyGit(place, args, input);
  if (status === 0) return stdout;
  throw failedGit(place, args, saidByGit(stderr));
}
