import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fetchCommit, fetchHead } from './git/fetch-head.ts';
import { openRepository, type TemporaryRepository } from './git/open-repository.ts';
import { pushCommit } from './git/push-commit.ts';
import { listFolders, readBlobs } from './git/read-tree.ts';
import type { Git } from './git/run-git.ts';
import { writeCommit } from './git/write-commit.ts';
import { checkedStore, checkPath } from './checked-store.ts';
import type { LedgerStore } from './ledger-store.ts';

export interface GitStoreOptions {
  /** A path, or an address that git understands. Credentials do not belong here: give them in `env`. */
  readonly url: string;
  /** `ledger` by default. */
  readonly branch?: string;
  /** Where the temporary repository is made; by default the system's folder for temporary files. */
  readonly workDir?: string;
  /** The environment of git, such as `GIT_ASKPASS` or `GIT_CONFIG_COUNT`; by default that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * A ledger branch of any git repository, by system git: a temporary bare repository with the newest commit only, and a
 * push with a lease on the commit that was read, which is the compare-and-swap. `close` deletes the repository.
 */
export function gitStore({
  url,
  branch = 'ledger',
  workDir,
  env = process.env,
}: GitStoreOptions): LedgerStore {
  checkPath(branch);
  let opened: Promise<TemporaryRepository> | undefined;
  let newest: string | undefined;
  const here = new Set<string>();
  const repository = (): Promise<TemporaryRepository> =>
    (opened ??= openRepository(url, workDir ?? tmpdir(), env));
  const refresh = async (git: Git): Promise<string | undefined> => {
    newest = await fetchHead(git, branch);
    if (newest !== undefined) here.add(newest);
    return newest;
  };
  const gitWith = async (commit: string): Promise<Git> => {
    const { git } = await repository();
    if (!here.has(commit)) await fetchCommit(git, commit);
    here.add(commit);
    return git;
  };
  return checkedStore({
    read: async (paths, at) => {
      const head = at ?? (await refresh((await repository()).git));
      return {
        head,
        files: head === undefined ? new Map() : await readBlobs(await gitWith(head), head, paths),
      };
    },
    list: async (folders, at) => listFolders(await gitWith(at), at, folders),
    commit: async (expected, change) => {
      const { git } = await repository();
      const isKnown = expected !== undefined && expected === newest;
      if (!isKnown && (await refresh(git)) !== expected) return undefined;
      const commit = await writeCommit(git, expected, change);
      if (!(await pushCommit(git, branch, expected, commit))) return undefined;
      here.add(commit);
      return (newest = commit);
    },
    close: async () => {
      const { directory } = (await opened?.catch(() => undefined)) ?? {};
      opened = undefined;
      newest = undefined;
      here.clear();
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  });
}
