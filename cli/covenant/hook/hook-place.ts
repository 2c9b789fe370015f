import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
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
  const folder = resolve(root, hooks);
  const own = [root, resolve(root, common)];
  if (!(await Promise.all(own.map((each) => isWithin(each, folder)))).includes(true)) {
    throw new VaultMeshError(
      'policy',
      `The hooks of this clone are in ${folder} (core.hooksPath), and those of other clones may be too. ` +
        'Add the command vaultmesh covenant --staged there yourself, or give this clone its own: git config core.hooksPath .git/hooks',
    );
  }
  const file = resolve(folder, 'pre-commit');
  return { root, file, name: relative(terminal.directory, file) || file };
}

async function isWithin(outer: string, inner: string): Promise<boolean> {
  const real = await realpath(outer).catch(() => outer);
  return [outer, real].some((each) => {
    const way = relative(each, inner);
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(each, way) === inner;
  });
}
