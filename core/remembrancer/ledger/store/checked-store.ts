import { VaultMeshError } from '../../../common/error.ts';
import type { LedgerStore } from './ledger-store.ts';

/** `store`, refusing with `usage` what is not a plain relative path before it reaches git or a server. */
export const checkedStore = (store: LedgerStore): LedgerStore => ({
  read: async (paths, at) => {
    paths.forEach(checkPath);
    return store.read(paths, at);
  },
  list: async (folders, at) => {
    folders.forEach(checkPath);
    return store.list(folders, at);
  },
  commit: async (expected, change) => {
    [...change.additions.keys(), ...change.deletions].forEach(checkPath);
    return store.commit(expected, change);
  },
  close: () => store.close(),
});

/** Throws `usage` unless `path` is a plain relative path, as all paths of a ledger branch, and its name, are. */
export function checkPath(path: string): void {
  if (!isPlainPath(path)) throw new VaultMeshError('usage', `"${path}" is not a path of a ledger branch.`);
}

/** Whether a ledger branch, or a file of it, may have the name `path`. */
export const isPlainPath = (path: string): boolean =>
  /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/u.test(path) &&
  !path.startsWith('-') &&
  !path.split('/').some((part) => ['.', '..', '.git'].includes(part));
