import { posix } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { type DecisionText, isDecisionFile } from '../../core/remembrancer/decisions/index.ts';
import type { Terminal } from '../terminal.ts';
import { type FolderGit, gitInFolder } from './git-in-folder.ts';
import type { DecisionFolder } from './read-decisions.ts';

/**
 * The decisions of the folder as they were where the branch that is checked out left `revision`, by the paths that they
 * have in the folder. Throws `not-found` where git knows no such commit, or none that both have.
 */
export async function readBase(
  terminal: Terminal,
  folder: DecisionFolder,
  revision: string,
): Promise<DecisionText[]> {
  const git = gitInFolder(terminal, folder.place);
  const commit = await lineOf(git, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  const base = commit === undefined ? undefined : await lineOf(git, ['merge-base', commit, 'HEAD']);
  if (base === undefined) {
    const what =
      commit === undefined ? `no commit "${revision}"` : `no commit that "${revision}" and HEAD both have`;
    throw new VaultMeshError(
      'not-found',
      `The repository of ${folder.name} has ${what}. Fetch it, with its history (fetch-depth: 0 in a workflow).`,
    );
  }
  const listed = await git(['ls-tree', '-r', '-z', base]);
  const blobs = (listed ?? '')
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const [, oid = '', name = ''] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      return isDecisionFile(posix.basename(name)) ? [{ oid, path: posix.join(folder.name, name) }] : [];
    });
  const texts = await contents(
    git,
    blobs.map(({ oid }) => oid),
  );
  return blobs.map(({ path }, n) => ({ path, text: texts[n] ?? '' }));
}

const lineOf = async (git: FolderGit, words: readonly string[]): Promise<string | undefined> =>
  (await git(words))?.toString().trim() || undefined;

/** The texts of objects, in their order: of each `<oid> blob <size>`, a line feed, the bytes, and a line feed. */
async function contents(git: FolderGit, oids: readonly string[]): Promise<string[]> {
  const output = (await git(['cat-file', '--batch'], oids.join('\n'))) ?? Buffer.alloc(0);
  let at = 0;
  return oids.map(() => {
    const start = output.indexOf('\n', at) + 1;
    const size = Number(output.subarray(at, start).toString().split(' ')[2]);
    at = start + size + 1;
    return output.subarray(start, start + size).toString();
  });
}
