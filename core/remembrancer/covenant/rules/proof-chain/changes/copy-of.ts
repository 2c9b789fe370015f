import type { FileText } from '../../../file-text.ts';
import type { Tree, TreeFile } from '../../../tree/tree.ts';

/** The first file of a tree with the same bytes: where a file that is gone was moved to. An empty file has no copies. */
export async function copyOf(tree: Tree, { file, bytes }: FileText): Promise<TreeFile | undefined> {
  if (bytes.length === 0) return undefined;
  const same = tree.files.filter(({ kind, size }) => kind === file.kind && size === file.size);
  const known = same.find(({ id }) => id === file.id);
  if (known) return known;
  const contents = await tree.read(same);
  return same.find((_, n) => bytes.equals(contents[n] ?? Buffer.alloc(0)));
}
