import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';

const run = promisify(execFile);

const MOST_OUTPUT = 256 * 1024 * 1024;

/** git looks at the folder alone, also where it runs a hook that runs us, and fetches nothing that is not there. */
const FIXED_ENV = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_PREFIX: undefined,
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C',
};

/** What git prints, or `undefined` where it fails. Throws `not-found` where there is no git. */
export type FolderGit = (words: readonly string[], input?: string) => Promise<Buffer | undefined>;

/** git in a folder of a checkout, without a shell; only what reads is asked of it. */
export const gitInFolder =
  ({ environment }: Terminal, folder: string): FolderGit =>
  async (words, input = '') => {
    const running = run('git', words, {
      cwd: folder,
      env: { ...environment, ...FIXED_ENV },
      maxBuffer: MOST_OUTPUT,
      encoding: 'buffer',
    });
    running.child.stdin?.on('error', () => undefined).end(input);
    try {
      return (await running).stdout;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return undefined;
      throw new VaultMeshError('not-found', 'git is missing. Install it: https://git-scm.com/downloads', {
        cause,
      });
    }
  };
