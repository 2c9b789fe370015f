import type { LedgerStore } from '../store/ledger-store.ts';

/** Tiles and bundles of one log by path, each read once: their content never changes while a path exists. */
export interface TileReader {
  /** Tiles that are known without reading. */
  add(files: ReadonlyMap<string, Uint8Array>): void;
  /** All that is known after reading `paths` at the commit `at`. */
  read(paths: readonly string[], at: string): Promise<ReadonlyMap<string, Uint8Array>>;
}

export function tileReader(store: LedgerStore): TileReader {
  const known = new Map<string, Uint8Array>();
  const add: TileReader['add'] = (files) => {
    for (const [path, content] of files) known.set(path, content);
  };
  return {
    add,
    read: async (paths, at) => {
      const missing = [...new Set(paths)].filter((path) => !known.has(path));
      if (missing.length > 0) add((await store.read(missing, at)).files);
      return known;
    },
  };
}
