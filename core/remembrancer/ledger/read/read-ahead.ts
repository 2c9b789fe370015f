import type { LedgerStore } from '../store/ledger-store.ts';

/** `store`, with the files `paths` at the commit `head` read in one go and kept: what is read of them later is read no more. */
export async function readAhead(
  store: LedgerStore,
  paths: readonly string[],
  head: string,
): Promise<LedgerStore> {
  const { files: kept } = await store.read(paths, head);
  return {
    ...store,
    read: async (wanted, at) => {
      if (at !== head) return store.read(wanted, at);
      const missing = wanted.filter((path) => !kept.has(path));
      const { files } = missing.length === 0 ? { files: kept } : await store.read(missing, head);
      const found = wanted.flatMap((path): [string, Uint8Array][] => {
        const content = kept.get(path) ?? files.get(path);
        return content === undefined ? [] : [[path, content]];
      });
      return { head, files: new Map(found) };
    },
  };
}
