import type { Tree, TreeFile } from './tree.ts';

/** So much of a tree is in memory at once. */
const BATCH_BYTES = 16 * 1024 * 1024;
const BATCH_FILES = 1000;

/** Each of `files` with its bytes, in their order; a part of them is read at a time, and then let go. */
export async function* inBatches(
  tree: Tree,
  files: readonly TreeFile[],
): AsyncGenerator<readonly [TreeFile, Uint8Array | undefined]> {
  for (let first = 0; first < files.length;) {
    let end = first;
    let bytes = 0;
    do bytes += files[end++]?.size ?? 0;
    while (end < files.length && end - first < BATCH_FILES && bytes + (files[end]?.size ?? 0) <= BATCH_BYTES);
    const batch = files.slice(first, end);
    const contents = await tree.read(batch);
    for (const [n, file] of batch.entries()) yield [file, contents[n]];
    first = end;
  }
}
