import { posix } from 'node:path';

import { isCopied } from '../../../text/is-copied.ts';
import type { Tree } from '../../../tree/tree.ts';
import { folderAbove, pathsOf } from '../../../tree/tree-paths.ts';

/**
 * Whether the action in the folder `uses` of the repository is one that the rule does not look at: it, or a folder around
 * it, is a symbolic link or a submodule, or is for copies of what others wrote.
 */
export function isPassedOver(uses: string, tree: Tree): boolean {
  const { files } = pathsOf(tree);
  const isElsewhere = (path: string): boolean => {
    const kind = files.get(path)?.kind;
    return kind === 'symlink' || kind === 'submodule';
  };
  const folder = posix.join('.', uses.slice(uses.indexOf('/'))).replace(/\/$/, '');
  const descriptions = ['action.yml', 'action.yaml'].map((name) => posix.join(folder, name));
  if (descriptions.some((path) => isElsewhere(path) || (isCopied(path) && files.has(path)))) return true;
  for (let at: string | undefined = folder; at !== undefined; at = folderAbove(at)) {
    if (isElsewhere(at)) return true;
  }
  return false;
}
