import type { LedgerSource } from './ledger-source.ts';

/** A file of a commit by its blob; `isPlain` is false for links, modules and programs. */
export interface TreeFile {
  readonly oid: string;
  readonly isPlain: boolean;
}

/** The contents of blobs by id, each asked for once. */
export type BlobReader = (ids: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** A source of the files of `tree`, whose contents `readBlobs` gives. */
export function treeSource(
  tree: ReadonlyMap<string, TreeFile>,
  readBlobs: BlobReader,
  name: string,
): LedgerSource {
  const files: string[] = [];
  const strange: string[] = [];
  for (const [path, { isPlain }] of tree) (isPlain ? files : strange).push(path);
  return {
    name,
    list: () => Promise.resolve({ files, strange }),
    read: async (paths) => {
      const wanted = paths.flatMap((path) => {
        const file = tree.get(path);
        return file?.isPlain === true ? [{ path, oid: file.oid }] : [];
      });
      const ids = [...new Set(wanted.map(({ oid }) => oid))];
      if (ids.length === 0) return new Map();
      const blobs = await readBlobs(ids);
      return new Map(wanted.map(({ path, oid }) => [path, blobs.get(oid) ?? new Uint8Array()]));
    },
    close: () => Promise.resolve(),
  };
}
