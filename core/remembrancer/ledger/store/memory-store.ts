import { sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { LedgerFiles } from '../branch/empty-ledger.ts';
import { checkedStore } from './checked-store.ts';
import type { LedgerStore } from './ledger-store.ts';

/** A branch in memory, whose every commit stays readable. */
export interface MemoryStore extends LedgerStore {
  /** The commits of the branch from the first to the head, each with all its files. */
  history(): readonly { readonly head: string; readonly files: ReadonlyMap<string, Uint8Array> }[];
}

/** What a commit made of a file: its content, or `undefined` for its end. */
interface Version {
  readonly commit: number;
  readonly content: Uint8Array | undefined;
}

/** A ledger branch in memory, with `files` as its first commit when they are given. A commit takes what it changes. */
export function memoryStore(files?: LedgerFiles): MemoryStore {
  const heads: string[] = [];
  const numbers = new Map<string, number>();
  const versions = new Map<string, Version[]>();
  /** The paths in each folder, of all commits. */
  const folders = new Map<string, Set<string>>();

  const contentAt = (path: string, commit: number): Uint8Array | undefined =>
    versions.get(path)?.findLast((version) => version.commit <= commit)?.content;
  const numberOf = (head: string): number => {
    const number = numbers.get(head);
    if (number !== undefined) return number;
    throw new VaultMeshError('not-found', `There is no commit ${head} on the ledger branch.`);
  };
  const write = (path: string, content: Uint8Array | undefined): void => {
    let known = versions.get(path);
    if (known === undefined) {
      versions.set(path, (known = []));
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      folders.set(folder, (folders.get(folder) ?? new Set()).add(path));
    }
    known.push({ commit: heads.length, content });
  };
  const push = (): string => {
    const head = sha256Hex(`${heads.at(-1) ?? ''} ${heads.length}`).slice(0, 40);
    numbers.set(head, heads.length);
    heads.push(head);
    return head;
  };
  const pick = (paths: Iterable<string>, commit: number): Map<string, Uint8Array> => {
    const found = new Map<string, Uint8Array>();
    for (const path of paths) {
      const content = contentAt(path, commit);
      if (content !== undefined) found.set(path, content);
    }
    return found;
  };
  if (files !== undefined) {
    for (const [path, content] of files) write(path, content);
    push();
  }

  const store = checkedStore({
    read: (paths, at) => {
      const head = at ?? heads.at(-1);
      return Promise.resolve({ head, files: head === undefined ? new Map() : pick(paths, numberOf(head)) });
    },
    list: (names, at) => {
      const commit = numberOf(at);
      const inside = (folder: string): string[] =>
        [...pick(folders.get(folder) ?? [], commit).keys()].map((path) => path.slice(folder.length + 1));
      return Promise.resolve(new Map(names.map((folder) => [folder, inside(folder)])));
    },
    commit: (expected, { additions, deletions }) => {
      if (expected !== heads.at(-1)) return Promise.resolve(undefined);
      const lacking = deletions.find((path) => contentAt(path, heads.length) === undefined);
      if (lacking !== undefined) {
        throw new VaultMeshError('internal', `${lacking} cannot be deleted: it is not on the ledger branch.`);
      }
      for (const path of deletions) write(path, undefined);
      for (const [path, content] of additions) write(path, content);
      return Promise.resolve(push());
    },
    close: () => Promise.resolve(),
  });
  return {
    ...store,
    history: () =>
      heads.map((head, commit) => ({
        head,
        get files() {
          return pick(versions.keys(), commit);
        },
      })),
  };
}
