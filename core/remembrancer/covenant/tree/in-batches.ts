import type { Tree, TreeFile } from './tree.ts';

/** So much is asked for at once: enough that asking costs little, and so little that git fills its pipe meanwhile. */
const BATCH_BYTES = 256 * 1024;
const BATCH_FILES = 1000;

/** Each of `files` with its bytes, in their order; some are read at a time, those behind them meanwhile, and then let go. */
export async function* inBatches(
  tree: Tree,
  files: readonly TreeFile[],
): AsyncGenerator<readonly [TreeFile, Uint8Array | undefined], undefined> {
  const batches = divided(files);
  let next = started(tree, batches.next().value);
  while (next !== undefined) {
    const { batch, reading } = next;
    const contents = await reading;
    next = started(tree, batches.next().value);
    for (const [n, file] of batch.entries()) yield [file, contents[n]];
  }
  return undefined;
}

function started(tree: Tree, batch: readonly TreeFile[] | undefined): Started | undefined {
  if (batch === undefined) return undefined;
  const reading = tree.read(batch);
  // Who waits for it gets the error; that nobody may wait any more is no fault.
  reading.catch(() => undefined);
  return { batch, reading };
}

interface Started {
  readonly batch: readonly TreeFile[];
  readonly reading: ReturnType<Tree['read']>;
}

function* divided(files: readonly TreeFile[]): Generator<readonly TreeFile[], undefined> {
  for (let first = 0; first < files.length;) {
    let end = first;
    let bytes = 0;
    do bytes += files[end++]?.size ?? 0;
    while (end < files.length && end - first < BATCH_FILES && bytes + (files[end]?.size ?? 0) <= BATCH_BYTES);
    yield files.slice(first, end);
    first = end;
  }
  return undefined;
}
