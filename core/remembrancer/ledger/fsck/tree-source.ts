import type { LedgerSource } from './ledger-source.ts';

/** What a commit has at a path, by its object; `isPlain` is false for what is no plain file that stands there once. */
export interface TreeFile {
  readonly oid: string;
  readonly isPlain: boolean;
}

export const isSameFile = (a: TreeFile | undefined, b: TreeFile | undefined): boolean =>
  a?.oid === b?.oid && a?.isPlain === b?.isPlain;

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
