import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 20_000;

/** Reads what a bare repository holds, with the system's git. */
export interface GitFiles {
  /** The commit of a ref or object id (a tag is followed to its commit), `undefined` when there is none. */
  commit(revision: string): Promise<string | undefined>;
  /** Files directly in `folder` at `commit`: their paths from the root of the repository. */
  list(commit: string, folder: string): Promise<string[]>;
  read(commit: string, path: string): Promise<string>;
}

export function gitFiles(repository: string): GitFiles {
  const git = async (...args: string[]): Promise<string> => {
    const env = { PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    const options = { env, timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024 };
    // The repository may belong to another user of this machine; it is only read.
    const { stdout } = await run('git', ['-c', 'safe.directory=*', '-C', repository, ...args], options);
    return stdout;
  };
  return {
    commit: async (revision) => {
      try {
        return (
          await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)
        ).trim();
      } catch {
        return undefined;
      }
    },
    list: async (commit, folder) => {
      const paths = await git('ls-tree', '-z', '--name-only', commit, `${folder}/`);
      return paths.split('\0').filter((path) => path !== '');
    },
    read: (commit, path) => git('cat-file', 'blob', `${commit}:${path}`),
  };
}
