import { posix } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { type DecisionText, isDecisionFile } from '../../core/remembrancer/decisions/index.ts';
import type { Terminal } from '../terminal.ts';
import { type FolderGit, gitInFolder } from './git-in-folder.ts';
import { isPassedOver } from './list-files.ts';
import type { DecisionFolder } from './read-decisions.ts';

/**
 * The decisions of the folder as they were where the branch that is checked out left `revision`, by the paths that they
 * have in the folder. Throws `not-found` where git knows no such commit, or none that both have, and where it does not have
 * the files of that commit, as in a clone that was made without them.
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
  const listed = (await git(['ls-tree', '-r', '-z', base])) ?? notHere(folder, base);
  const blobs = listed
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const [, oid = '', name = ''] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      const isDecision = isDecisionFile(posix.basename(name)) && !name.split('/').some(isPassedOver);
      return isDecision ? [{ oid, path: posix.join(folder.name, name) }] : [];
    });
  const texts = await contents(
    git,
    blobs.map(({ oid }) => oid),
  );
  return blobs.map(({ path }, n) => ({ path, text: texts[n] ?? notHere(folder, base) }));
}

/** What cannot be read is not taken for empty: then nothing would have been decided, and every change be right. */
function notHere({ name }: DecisionFolder, base: string): never {
  throw new VaultMeshError(
    'not-found',
    `The repository of ${name} does not have all files of the commit ${base}. Fetch them: git fetch --refetch --no-filter (in a workflow, checkout without "filter").`,
  );
}

const lineOf = async (git: FolderGit, words: readonly string[]): Promise<string | undefined> =>
  (await git(words))?.toString().trim() || undefined;

/**
 * The texts of objects, in their order: of each `<oid> blob <size>`, a line feed, the bytes, and a line feed. Of one that git
 * does not have, a line `<oid> missing` alone, and `undefined`.
 */
async function contents(git: FolderGit, oids: readonly string[]): Promise<(string | undefined)[]> {
  const output = (await git(['cat-file', '--batch'], oids.join('\n'))) ?? Buffer.alloc(0);
  let at = 0;
  return oids.map(() => {
    const start = output.indexOf('\n', at) + 1;
    const [, size] = / blob (\d+)\n$/.exec(output.subarray(at, start).toString()) ?? [];
    const end = start + Number(size);
    at = size === undefined ? start : end + 1;
    return size === undefined ? undefined : output.subarray(start, end).toString();
  });
}
