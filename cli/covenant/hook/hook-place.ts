import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { isInside } from '../../../core/common/is-inside.ts';
import { gitInFolder } from '../../adr/git-in-folder.ts';
import type { Terminal } from '../../terminal.ts';

/** Where git looks for the hook of a clone. */
export interface HookPlace {
  /** The root of the working tree, where git runs it. */
  readonly root: string;
  /** The hook's file; it, and the folder, may not be there. */
  readonly file: string;
  /** The same for a person. */
  readonly name: string;
  /** Whether it is among the files of the working tree, where git sees it: a `core.hooksPath` such as `.husky`. */
  readonly isInTree: boolean;
}

/**
 * Where the hook `pre-commit` of the clone around the terminal's folder belongs, by `core.hooksPath` too; the working trees
 * of one clone share it. Throws `not-found` outside a clone, and `policy` where the hooks are those of other clones too.
 */
export async function hookPlace(terminal: Terminal): Promise<HookPlace> {
  const git = gitInFolder(terminal, terminal.directory);
  const lineOf = async (...words: string[]) =>
    (await git(words))?.toString().replace(/\r?\n$/, '') || undefined;
  const root = await lineOf('rev-parse', '--show-toplevel');
  if (root === undefined) {
    throw new VaultMeshError(
      'not-found',
      `${terminal.directory} is in no clone of git with a working tree. Run it in one.`,
    );
  }
  const inRoot = gitInFolder(terminal, root);
  const hooks = (await inRoot(['rev-parse', '--git-path', 'hooks']))?.toString().replace(/\r?\n$/, '') ?? '';
  const common = (await inRoot(['rev-parse', '--git-common-dir']))?.toString().replace(/\r?\n$/, '') ?? '';
  const folder = await realPath(resolve(root, hooks));
  const isOfGit = isBelow(folder, await realPath(resolve(root, common)));
  if (!isOfGit && !isBelow(folder, await realPath(root))) {
    throw new VaultMeshError(
      'policy',
      `The hooks of this clone are in ${folder} (by core.hooksPath, or by a link), and those of other clones may be too. ` +
        'Add the command vaultmesh covenant --staged there yourself, or give this clone a folder of its own for hooks: git config core.hooksPath NAME',
    );
  }
  const file = resolve(folder, 'pre-commit');
  return { root, file, name: relative(terminal.directory, file) || file, isInTree: !isOfGit };
}

/** Where a path leads, also when its last parts are not there. */
async function realPath(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  return real ?? (path === dirname(path) ? path : join(await realPath(dirname(path)), basename(path)));
}

const isBelow = (path: string, folder: string): boolean => path !== folder && isInside(path, folder);
