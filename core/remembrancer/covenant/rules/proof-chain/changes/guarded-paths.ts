import { FileText } from '../../../file-text.ts';
import { pathsOf } from '../../../tree/tree-paths.ts';
import type { Tree, TreeFile } from '../../../tree/tree.ts';
import { changedFiles } from './changed-files.ts';
import { copyOf } from './copy-of.ts';
import type { GuardedChange } from './guarded-change.ts';

/**
 * The changes of paths of which `guardOf` says what they are (`a JSON Schema`). A file that only got another name is one
 * change, at the path that it had.
 */
export async function changesOfGuardedPaths(
  base: Tree,
  tree: Tree,
  guardOf: (path: string) => string | undefined,
): Promise<GuardedChange[]> {
  const changed = await changedFiles(base, tree, (path) => guardOf(path) !== undefined);
  const moves = new Map<string, string>();
  for (const { path, was, is } of changed) {
    const to = was && !is ? await movedTo(base, tree, was) : undefined;
    if (to !== undefined) moves.set(path, to);
  }
  const arrived = new Set(moves.values());
  return changed
    .filter(({ path }) => !arrived.has(path))
    .map(({ path, was, is }) => {
      const to = moves.get(path);
      const done = !was ? 'was added' : is ? 'was changed' : to ? `was moved to ${to}` : 'was removed';
      return { path, what: `${path}, ${guardOf(path) ?? ''}, ${done}` };
    });
}

/** The new path of a file that is gone, when the same bytes are where nothing was before. */
async function movedTo(base: Tree, tree: Tree, was: TreeFile): Promise<string | undefined> {
  const [bytes] = await base.read([was]);
  const copy = bytes && (await copyOf(tree, new FileText(was, bytes)));
  return copy && !pathsOf(base).files.has(copy.path) ? copy.path : undefined;
}
