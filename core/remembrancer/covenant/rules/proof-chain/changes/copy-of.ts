import { sha256Hex } from '../../../../../common/sha256.ts';
import type { FileText } from '../../../file-text.ts';
import { inBatches } from '../../../tree/in-batches.ts';
import type { Tree, TreeFile } from '../../../tree/tree.ts';

/** The files of a tree by their bytes, for many that are gone. */
interface Copies {
  readonly byId: ReadonlyMap<string, TreeFile>;
  readonly bySize: ReadonlyMap<string, readonly TreeFile[]>;
  /** By size, the files by their digest; each size is read when it is first asked for. */
  readonly byDigest: Map<string, Promise<ReadonlyMap<string, TreeFile>>>;
}

const made = new WeakMap<Tree, Copies>();

/** The first file of a tree with the same bytes: where a file that is gone was moved to. An empty file has no copies. */
export async function copyOf(tree: Tree, { file, bytes }: FileText): Promise<TreeFile | undefined> {
  if (bytes.length === 0) return undefined;
  const { byId, bySize, byDigest } = copiesIn(tree);
  const known = byId.get(keyOf(file));
  if (known !== undefined) return known;
  const size = sizeOf(file);
  const digests = byDigest.get(size) ?? digestsOf(tree, bySize.get(size) ?? []);
  byDigest.set(size, digests);
  return (await digests).get(sha256Hex(bytes));
}

function copiesIn(tree: Tree): Copies {
  const known = made.get(tree);
  if (known !== undefined) return known;
  const copies: Copies = {
    byId: firstBy(tree.files.map((file) => [keyOf(file), file])),
    bySize: Map.groupBy(tree.files, sizeOf),
    byDigest: new Map(),
  };
  made.set(tree, copies);
  return copies;
}

async function digestsOf(tree: Tree, files: readonly TreeFile[]): Promise<ReadonlyMap<string, TreeFile>> {
  const digests: [string, TreeFile][] = [];
  for await (const [file, bytes] of inBatches(tree, files)) {
    if (bytes !== undefined) digests.push([sha256Hex(bytes), file]);
  }
  return firstBy(digests);
}

const firstBy = (entries: readonly (readonly [string, TreeFile])[]): Map<string, TreeFile> =>
  new Map(entries.toReversed());

const sizeOf = ({ kind, size }: TreeFile): string => `${kind} ${size}`;
const keyOf = (file: TreeFile): string => `${sizeOf(file)} ${file.id}`;
