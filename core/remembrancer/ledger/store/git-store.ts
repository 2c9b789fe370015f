import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { openRepository } from './git/open-repository.ts';
import { pushCommit } from './git/push-commit.ts';
import { listFolders, readFiles } from './git/read-files.ts';
import { type RemoteObjects, remoteObjects } from './git/remote-objects.ts';
import type { Git, GitEnvironment } from './git/run-git.ts';
import { TreeWalk } from './git/tree-walk.ts';
import { writeCommit } from './git/write-commit.ts';
import { checkedStore, checkPath } from './checked-store.ts';
import type { Change, LedgerStore } from './ledger-store.ts';

export interface GitStoreOptions extends Partial<GitEnvironment> {
  /**
   * A path, or an address that git understands. Credentials do not belong here: give them in `env`, such as `GIT_ASKPASS`
   * or `GIT_CONFIG_COUNT`; by default that of this process.
   */
  readonly url: string;
  /** `ledger` by default. */
  readonly branch?: string;
  /** Where the temporary repository is made; by default the system's folder for temporary files. */
  readonly workDir?: string;
}

/** A temporary repository, and what it knows of the other side. */
interface OpenedStore {
  readonly directory: string;
  readonly git: Git;
  readonly remote: RemoteObjects;
  readonly walk: TreeWalk;
}

/**
 * A ledger branch of any git repository, by system git: a temporary bare repository with the newest commit only, and of
 * that only the folders and files that are needed; and a push with a lease on the commit that was read, which is the
 * compare-and-swap. `close` deletes the repository.
 */
export function gitStore({
  url,
  branch = 'ledger',
  workDir,
  env = process.env,
  signal,
}: GitStoreOptions): LedgerStore {
  checkPath(branch);
  let opened: Promise<OpenedStore> | undefined;
  let newest: string | undefined;
  const here = new Set<string>();
  const open = async (): Promise<OpenedStore> => {
    const { directory, git } = await openRepository(url, workDir ?? tmpdir(), {
      env,
      ...(signal && { signal }),
    });
    const remote = remoteObjects(git);
    return { directory, git, remote, walk: new TreeWalk(git, remote) };
  };
  const repository = (): Promise<OpenedStore> => (opened ??= open());
  const refresh = async ({ remote }: OpenedStore): Promise<string | undefined> => {
    newest = await remote.fetchHead(branch);
    if (newest !== undefined) here.add(newest);
    return newest;
  };
  const walkWith = async (commit: string): Promise<TreeWalk> => {
    const { remote, walk } = await repository();
    if (!here.has(commit)) await remote.fetchCommit(commit);
    here.add(commit);
    return walk;
  };
  return checkedStore({
    read: async (paths, at) => {
      const head = at ?? (await refresh(await repository()));
      if (head === undefined) return { head, files: new Map() };
      const walk = await walkWith(head);
      const isMerge = at === undefined && (await walk.isMerge(head));
      return { head, files: await readFiles(walk, head, paths), ...(isMerge && { isMerge }) };
    },
    list: async (folders, at) => listFolders(await walkWith(at), at, folders),
    commit: async (expected, change) => {
      const store = await repository();
      const isKnown = expected !== undefined && expected === newest;
      if (!isKnown && (await refresh(store)) !== expected) return undefined;
      // A commit needs the present state of the folders that it changes, and of no others.
      if (expected !== undefined) await store.walk.find(expected, foldersOf(change));
      const commit = await writeCommit(store.git, expected, change);
      if (!(await pushCommit(store.git, branch, expected, commit))) return undefined;
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

/** The folders in which a change writes or deletes files. */
const foldersOf = ({ additions, deletions }: Change): string[] => [
  ...new Set(
    [...additions.keys(), ...deletions]
      .filter((path) => path.includes('/'))
      .map((path) => path.slice(0, path.lastIndexOf('/'))),
  ),
];
