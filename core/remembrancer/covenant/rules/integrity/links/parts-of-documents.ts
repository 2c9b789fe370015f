import { folderOf } from '../../../tree/tree-paths.ts';
import { comparable, lacksAnchor } from './lacks-anchor.ts';
import type { LinkedDocument } from './linked-documents.ts';

/** So many documents of a folder name headings that only others beside them have: they are parts of one. */
const LEAST_PARTS = 5;

/**
 * Says whether a document is one of the parts, in a folder, that a program puts together: what `#…` leads to in them, only
 * that program knows. Looks at a folder when it is first asked for it.
 */
export function partsOfDocuments(
  documents: readonly LinkedDocument[],
): (document: LinkedDocument) => boolean {
  const byFolder = Map.groupBy(documents, ({ path }) => folderOf(path));
  const known = new Map<string, boolean>();
  return ({ path }) => {
    const folder = folderOf(path);
    const answer = known.get(folder) ?? areParts(byFolder.get(folder) ?? []);
    known.set(folder, answer);
    return answer;
  };
}

function areParts(beside: readonly LinkedDocument[]): boolean {
  const all = new Set(beside.flatMap((document) => [...document.anchors(true)]));
  const namesOther = (document: LinkedDocument): boolean =>
    document.links.some(({ address }) => {
      const anchor = address.slice(1);
      return (
        address.startsWith('#') &&
        lacksAnchor(anchor, document.anchors(true), true) &&
        all.has(comparable(anchor, true))
      );
    });
  return beside.filter(namesOther).length >= LEAST_PARTS;
}
