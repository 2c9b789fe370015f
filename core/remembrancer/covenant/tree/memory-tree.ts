import { compareTexts } from '../../../common/compare-texts.ts';
import { sha256Hex } from '../../../common/sha256.ts';
import type { Tree, TreeFile } from './tree.ts';

/** A tree of files that are in memory, such as the example of a rule's page. Texts are UTF-8; ids are digests. */
export function memoryTree(contents: Readonly<Record<string, string | Uint8Array>>): Tree {
  const bytes = new Map(
    Object.entries(contents).map(([path, content]) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
  const files = [...bytes].map(([path, content]): TreeFile => ({
    path,
    kind: 'file',
    size: content.length,
    id: sha256Hex(content),
  }));
  const byId = new Map(files.map(({ path, id }) => [id, bytes.get(path)]));
  return {
    name: 'memory',
    files: files.sort((a, b) => compareTexts(a.path, b.path)),
    read: (wanted) => Promise.resolve(wanted.map(({ id }) => byId.get(id))),
  };
}
