import { VaultMeshError } from '../../../common/error.ts';
import { FETCH_ALL, isFiltered } from './blob-sizes.ts';
import { blobTree } from './blob-tree.ts';
import { kindOfMode } from './kind-of-mode.ts';
import { missingCommit } from './missing-commit.ts';
import { pathText } from './path-text.ts';
import { failedGit, type GitPlace, readOnlyGit, saidByGit } from './read-only-git.ts';
import { splitAtNul } from './split-at-nul.ts';
import type { Tree, TreeFile } from './tree.ts';

const TAB = 0x09;

/** The full id of the commit that `revision` names, or `undefined`. */
export async function resolveCommit(place: GitPlace, revision: string): Promise<string | undefined> {
  const name = `${revision}^{commit}`;
  const { status, stdout } = await readOnlyGit(place, [
    ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
    name,
  ]);
  const id = stdout.toString().trim();
  // What is not to be in a range, such as `^main`, is no commit either.
  return status === 0 && /^[0-9a-f]+$/.test(id) ? id : undefined;
}

/**
 * The tree of a commit, read from git's objects: no checkout, no filter and no link of it matters. Throws `not-found`, and
 * `incomplete` where a clone with a filter does not have its folders.
 */
export async function gitTree(place: GitPlace, revision: string): Promise<Tree> {
  const commit = await resolveCommit(place, revision);
  if (commit === undefined) throw await missingCommit(place, `no commit "${revision}"`);
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
  const { status, stdout, stderr } = await readOnlyGit(place, args);
  if (status !== 0) {
    if (!(await isFiltered(place))) throw failedGit(place, args, saidByGit(stderr));
    throw new VaultMeshError(
      'incomplete',
      `The clone ${place.directory} has a filter and does not have the folders of the commit ${commit}. Fetch what it lacks: ${FETCH_ALL}`,
    );
  }
  return blobTree(place, `commit ${commit}`, Array.from(splitAtNul(stdout), entryOf), `${commit}^{tree}`);
}

/** Of `<mode> <type> <id>\t<path>`. */
function entryOf(row: Buffer): Omit<TreeFile, 'size'> {
  const tab = row.indexOf(TAB);
  const [mode = '', , id = ''] = row.toString('latin1', 0, tab).split(' ');
  return { path: pathText(row.subarray(tab + 1)), kind: kindOfMode(mode), id };
}
