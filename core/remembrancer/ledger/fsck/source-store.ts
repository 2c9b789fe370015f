import { VaultMeshError } from '../../../common/error.ts';
import { checkedStore } from '../store/checked-store.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { LedgerSource } from './ledger-source.ts';

/**
 * The files of `source` as a store that can only be read, for what takes a store: it has one commit, which every `at`
 * means. `list` throws `incomplete` where the source cannot list, `commit` throws `not-permitted`.
 */
export const sourceStore = (source: LedgerSource): LedgerStore =>
  checkedStore({
    read: async (paths) => ({ head: source.name, files: await source.read(paths) }),
    list: async (folders) => {
      const listing = await source.list();
      if (listing === undefined) {
        throw new VaultMeshError('incomplete', `${source.name} cannot list its files.`);
      }
      return new Map(folders.map((folder) => [folder, namesIn(folder, listing.files)]));
    },
    commit: () => {
      throw new VaultMeshError('not-permitted', `${source.name} is one commit, and can only be read.`);
    },
    close: () => source.close(),
  });

const namesIn = (folder: string, paths: readonly string[]): string[] =>
  paths
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1))
    .filter((name) => !name.includes('/'));
