import { sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { LedgerFiles } from '../branch/empty-ledger.ts';
import { checkedStore } from './checked-store.ts';
import type { LedgerStore } from './ledger-store.ts';

/** A branch in memory, whose every commit stays readable. */
export interface MemoryStore extends LedgerStore {
  /** The commits of the branch from the first to the head, each with all its files. */
  history(): readonly { head: string; files: ReadonlyMap<string, Uint8Array> }[];
}

/** A ledger branch in memory, with `files` as its first commit when they are given. */
export function memoryStore(files?: LedgerFiles): MemoryStore {
  const commits: { head: string; files: ReadonlyMap<string, Uint8Array> }[] = [];
  const push = (tree: ReadonlyMap<string, Uint8Array>): string => {
    const head = sha256Hex(`${commits.at(-1)?.head ?? ''} ${commits.length}`).slice(0, 40);
    commits.push({ head, files: tree });
    return head;
  };
  const treeAt = (at: string | undefined): ReadonlyMap<string, Uint8Array> => {
    const commit = commits.find(({ head }) => head === at);
    if (at !== undefined && commit === undefined) {
      throw new VaultMeshError('not-found', `There is no commit ${at} on the ledger branch.`);
    }
    return commit?.files ?? new Map();
  };
  if (files !== undefined) push(new Map(files));

  const store = checkedStore({
    read: (paths, at) => {
      const head = at ?? commits.at(-1)?.head;
      const tree = treeAt(head);
      const found = paths.flatMap((path) => {
        const content = tree.get(path);
        return content === undefined ? [] : [[path, content] as const];
      });
      return Promise.resolve({ head, files: new Map(found) });
    },
    list: (folders, at) => {
      const paths = [...treeAt(at).keys()];
      const names = (folder: string): string[] =>
        paths
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1))
          .filter((name) => !name.includes('/'));
      return Promise.resolve(new Map(folders.map((folder) => [folder, names(folder)])));
    },
    commit: (expected, { additions, deletions }) => {
      if (expected !== commits.at(-1)?.head) return Promise.resolve(undefined);
      const tree = new Map(treeAt(expected));
      for (const path of deletions) {
        if (!tree.delete(path)) {
          throw new VaultMeshError('internal', `${path} cannot be deleted: it is not on the ledger branch.`);
        }
      }
      for (const [path, content] of additions) tree.set(path, content);
      return Promise.resolve(push(tree));
    },
    close: () => Promise.resolve(),
  });
  return { ...store, history: () => commits };
}
