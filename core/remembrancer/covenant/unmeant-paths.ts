import { posix } from 'node:path';

import { globMatcher, namesOfGlob } from '../../common/matches-glob.ts';
import { DEFAULT_DECISIONS } from './config/parse-config.ts';
import type { Inputs } from './covenant-context.ts';
import type { Notice } from './covenant-result.ts';
import { pathsOf } from './tree/tree-paths.ts';
import type { Tree } from './tree/tree.ts';

/**
 * Names what the configuration says of paths that are neither in the tree nor in the one before the change, such as a misspelled
 * folder of decisions: the rules of them would have nothing to look at. Of the usual folder nothing is said: most have none.
 */
export function unmeantPaths({ tree, change, config }: Inputs): Notice[] {
  const trees = change === undefined ? [tree] : [tree, change.base];
  const { decisions, guarded } = config;
  const isAny = decisions === DEFAULT_DECISIONS || trees.some((each) => hasBelow(each, decisions));
  return [
    ...(isAny
      ? []
      : [
          {
            message: `The folder of decisions ${decisions} has no file.`,
            remedy: 'Name the folder that they are in as covenant.decisions, or remove it there.',
          },
        ]),
    ...[...new Set(guarded)]
      .filter((glob) => !trees.some((each) => isMeant(each, glob)))
      .map((glob) => ({
        message: `The guarded ${glob} means no file.`,
        remedy: 'Correct it in covenant.guarded, or remove it there.',
      })),
  ];
}

function hasBelow({ files }: Tree, folder: string): boolean {
  const prefix = posix.normalize(`${folder}/`).replace(/^\.\//, '');
  return files.some(({ path }) => path.startsWith(prefix));
}

/** What has no `*` or `?` is looked up: there may be a thousand. What is below a link or a submodule is not seen, and may be there. */
function isMeant(tree: Tree, glob: string): boolean {
  const names = namesOfGlob(glob);
  if (names.length > 0 && !/[*?]/.test(glob)) return pathsOf(tree).has(names.join('/'));
  const means = globMatcher(glob);
  return tree.files.some(({ path }) => means(path));
}
