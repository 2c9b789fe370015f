import type { LedgerStore } from '../../core/remembrancer/ledger/index.ts';

/** `store`, of which each file at the commit `head` is read once: what proofs have in common, and what the next look-up needs again. */
export function readOnce(store: LedgerStore, head: string): LedgerStore {
  const kept = new Map<string, Uint8Array>();
  return {
    ...store,
    read: async (paths, at = head) => {
      if (at !== head) return store.read(paths, at);
      const missing = paths.filter((path) => !kept.has(path));
      if (missing.length > 0) {
        for (const [path, content] of (await store.read(missing, head)).files) kept.set(path, content);
      }
      return {
        head,
        files: new Map(
          paths.flatMap((path) => {
            const content = kept.get(path);
            return content === undefined ? [] : [[path, content] as const];
          }),
        ),
      };
    },
  };
}
