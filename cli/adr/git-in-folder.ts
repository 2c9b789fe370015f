import { execFile, type ExecFileException } from 'node:child_process';
import { promisify } from 'node:util';

import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { ownGitEnvironment } from '../../core/common/own-git-environment.ts';
import type { Terminal } from '../terminal.ts';

const run = promisify(execFile);

const MOST_OUTPUT = 256 * 1024 * 1024;

/** git fetches nothing that is not there. */
const FIXED_ENV = { GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };

/** What ends git. */
export interface GitLimits {
  /** How long a command may take: 2 by default. */
  readonly minutes?: number;
  readonly signal?: AbortSignal;
}

/**
 * What git prints, or `undefined` where it fails. Throws `not-found` where there is no git, `incomplete` where it is ended
 * before it is done, which says nothing about the folder, and the signal's reason.
 */
export type FolderGit = (words: readonly string[], input?: string) => Promise<Buffer | undefined>;

/** git in a folder of a checkout, also where git runs a hook that runs us, without a shell; only what reads is asked of it. */
export const gitInFolder =
  ({ environment }: Terminal, folder: string, { minutes = 2, signal }: GitLimits = {}): FolderGit =>
  async (words, input = '') => {
    const running = run('git', words, {
      cwd: folder,
      env: { ...ownGitEnvironment(environment), ...FIXED_ENV },
      maxBuffer: MOST_OUTPUT,
      encoding: 'buffer',
      timeout: Math.ceil(minutes * 60_000),
      ...(signal && { signal }),
    });
    running.child.stdin?.on('error', () => undefined).end(input);
    try {
      return (await running).stdout;
    } catch (error) {
      const cause = error as ExecFileException;
      if (typeof cause.code === 'number' && cause.killed !== true) return undefined;
      signal?.throwIfAborted();
      if (cause.code !== 'ENOENT') throw endedGit(folder, minutes, cause);
      throw new VaultMeshError('not-found', 'git is missing. Install it: https://git-scm.com/downloads', {
        cause,
      });
    }
  };

function endedGit(folder: string, minutes: number, cause: ExecFileException): VaultMeshError {
  const why =
    cause.killed === true
      ? `it took longer than ${counted(minutes, 'minute')}`
      : `it was ended by ${cause.signal ?? cause.message}`;
  return new VaultMeshError('incomplete', `git did not end in ${folder}: ${why}. Try again.`, { cause });
}
