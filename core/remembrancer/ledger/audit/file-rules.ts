import { FILES } from '../branch/branch-paths.ts';
import { isForPeople } from '../branch/pages/page-paths.ts';
import type { TreeFile } from '../fsck/tree-source.ts';
import { parseTilePath } from '../fsck/parse-tile-path.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';
import type { FileChange } from './branch-history.ts';

/** Files that every append may write anew, beside those for people: the whole check of the last log tells whether they are right. */
const REWRITTEN: readonly string[] = [FILES.checkpoint, FILES.policy, FILES.state, FILES.admission];
const GROWING = /^(by-digest|witness|timestamps)\//u;
const REMOVABLE = /^people\//u;

/**
 * Whether a change is one that an append, a witness or a removal of names makes, where `last` are the files of the last
 * sound commit: what an entry commits to is there as it is there, and nothing else is. `keys` are the blobs with keys of the log.
 */
export function isOrderly(
  { path, file }: FileChange,
  last: ReadonlyMap<string, TreeFile>,
  keys: ReadonlySet<string>,
): boolean {
  if (file?.isPlain === false) return false;
  if (path === FILES.verifierKey) return file !== undefined && keys.has(file.oid);
  if (REWRITTEN.includes(path) || isForPeople(path)) return true;
  const settled = last.get(path);
  if (file === undefined) return settled === undefined || REMOVABLE.test(path);
  if (GROWING.test(path) && settled !== undefined) return true;
  if (settled !== undefined) return settled.oid === file.oid;
  if (REMOVABLE.test(path)) return true;
  // A partial tile goes when its full one comes.
  const tile = parseTilePath(path);
  return tile !== undefined && tile.width < TILE_WIDTH && isFull(path, last);
}

const isFull = (path: string, last: ReadonlyMap<string, TreeFile>): boolean =>
  last.has(path.slice(0, path.lastIndexOf('.p/')));
