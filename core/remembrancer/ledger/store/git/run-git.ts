import { spawn } from 'node:child_process';
import { concatBytes } from '../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../common/error.ts';
import { ownGitEnvironment } from '../../../../common/own-git-environment.ts';
import { endWithChildren } from './end-with-children.ts';

const TIMEOUT_MS = 120_000;

/** No password prompt, and messages in English. */
const FIXED_ENV = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

/** Nothing may go on in the background of a repository that is about to be deleted. */
const FIXED_CONFIG = ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false'];

/** How a git command ended; a status of -1 is a command that was stopped after two minutes. */
export interface GitResult {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs git on one repository with arguments and standard input. Throws `not-found` when there is no git. */
export type Git = (args: readonly string[], input?: string | Uint8Array) => Promise<GitResult>;

/** What git runs with. */
export interface GitEnvironment {
  /** The environment of git, where credentials come in. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends the commands that run. */
  readonly signal?: AbortSignal;
}

/**
 * System git on the bare repository `directory`, without a shell. A command that takes too long is ended, with what it
 * started; so are all when the signal aborts, and then its reason is thrown.
 */
export const gitIn =
  (directory: string, { env, signal }: GitEnvironment): Git =>
  (args, input) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const child = spawn('git', [...FIXED_CONFIG, ...args], {
        cwd: directory,
        // No other repository, whatever the caller sits in.
        env: { ...ownGitEnvironment(env), ...FIXED_ENV, GIT_DIR: directory },
      });
      const end = (): void => {
        if (child.pid !== undefined) endWithChildren(child.pid);
      };
      const timer = setTimeout(end, TIMEOUT_MS);
      signal?.addEventListener('abort', end);
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
      };
      const stdout: Uint8Array[] = [];
      let stderr = '';
      child.stdout.on('data', (chunk: Uint8Array) => stdout.push(chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      // A command that fails early closes its input; its status tells why.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
      child.on('error', (cause) => {
        settle();
        const message = `git cannot be run (${cause.message}): install git, and see that it is on the PATH.`;
        reject(new VaultMeshError('not-found', message, { cause }));
      });
      child.on('close', (status) => {
        settle();
        if (signal?.aborted === true) reject(signal.reason as Error);
        else resolve({ status: status ?? -1, stdout: concatBytes(...stdout), stderr });
      });
    });
