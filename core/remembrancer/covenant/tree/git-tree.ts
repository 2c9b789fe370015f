import { VaultMeshError } from '../../../common/error.ts';
import { BlobReader } from './blob-reader.ts';
import { kindOfMode } from './kind-of-mode.ts';
import { pathText } from './path-text.ts';
import { gitOutput, type GitPlace, readOnlyGit } from './read-only-git.ts';
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
  return status === 0 ? stdout.toString().trim() : undefined;
}

/** The tree of a commit, read from git's objects: no checkout, no filter and no link of it matters. Throws `not-found`. */
export async function gitTree(place: GitPlace, revision: string): Promise<Tree> {
  const commit = await resolveCommit(place, revision);
  if (commit === undefined) {
    throw new VaultMeshError(
      'not-found',
      `The repository has no commit "${revision}". Fetch it, with its history (fetch-depth: 0 in a workflow).`,
    );
  }
  const listed = await gitOutput(place, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit]);
  const blobs = new BlobReader(place);
  return {
    name: `commit ${commit}`,
    files: Array.from(splitAtNul(listed), fileOfRow),
    read: (files) => blobs.read(files.map(({ id }) => id)),
  };
}

/** Of `<mode> <type> <id> <size>\t<path>`. */
function fileOfRow(row: Buffer): TreeFile {
  const tab = row.indexOf(TAB);
  const [mode = '', , id = '', size = ''] = row.toString('latin1', 0, tab).split(/ +/);
  return { path: pathText(row.subarray(tab + 1)), kind: kindOfMode(mode), size: Number(size) || 0, id };
}
