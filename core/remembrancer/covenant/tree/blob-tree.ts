import { BlobReader } from './blob-reader.ts';
import { blobSizes } from './blob-sizes.ts';
import type { GitPlace } from './read-only-git.ts';
import type { Tree, TreeFile } from './tree.ts';

/** A tree of files whose bytes are objects of git; `start` is where git finds them all, as in `blobSizes`. */
export async function blobTree(
  place: GitPlace,
  name: string,
  entries: readonly Omit<TreeFile, 'size'>[],
  start: string,
): Promise<Tree> {
  const ids = entries.filter(({ kind }) => kind !== 'submodule').map(({ id }) => id);
  const sizes = await blobSizes(place, ids, start);
  const blobs = new BlobReader(place);
  return {
    name,
    files: entries.map((entry) => ({ ...entry, size: sizes.get(entry.id) ?? 0 })),
    read: (files) => blobs.read(files.map(({ id }) => (sizes.has(id) ? id : undefined))),
  };
}
