import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fromUtf8 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { isCommitId } from '../../../common/is-commit-id.ts';
import { checkPath } from '../store/checked-store.ts';
import { mustSucceed, remoteFailure } from '../store/git/git-failure.ts';
import { openRepository } from '../store/git/open-repository.ts';
import { catFile } from '../store/git/cat-file.ts';
import type { Git, GitEnvironment } from '../store/git/run-git.ts';
import type { LedgerSource } from './ledger-source.ts';
import { TreeListing } from './tree-listing.ts';
import { type BlobReader, type TreeFile, treeSource } from './tree-source.ts';

export interface GitSourceOptions extends Partial<GitEnvironment> {
  /** A path, or an address that git understands. Credentials come by `env`, by default that of this process. */
  readonly url: string;
  /** `ledger` by default. */
  readonly branch?: string;
  /** A commit by its full id, instead of the head of the branch. */
  readonly commit?: string;
  /** Where the temporary repository is made; by default the system's folder for temporary files. */
  readonly workDir?: string;
}

const REF = 'refs/vaultmesh/source';

/**
 * A source of the files of one commit of any git repository, fetched whole and without history. Throws `not-found`
 * when the branch is not there, `usage` for what is no branch and no commit id.
 */
export async function gitSource(options: GitSourceOptions): Promise<LedgerSource> {
  const { url, branch = 'ledger', commit, workDir = tmpdir(), env = process.env, signal } = options;
  checkPath(branch);
  if (commit !== undefined && !isCommitId(commit)) {
    throw new VaultMeshError('usage', `"${commit}" is not the full id of a commit.`);
  }
  const { directory, git } = await openRepository(url, workDir, { env, ...(signal && { signal }) });
  const close = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const wanted = commit ?? `refs/heads/${branch}`;
    const fetched = await git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+${wanted}:${REF}`]);
    if (/couldn't find remote ref|not our ref/iu.test(fetched.stderr)) {
      throw new VaultMeshError(
        'not-found',
        `There is no ledger: ${url} has no ${commit === undefined ? `branch ${branch}` : `commit ${commit}`}.`,
      );
    }
    if (fetched.status !== 0)
      throw remoteFailure(
        fetched,
        `fetch ${commit === undefined ? `the branch ${branch}` : `the commit ${commit}`}`,
      );
    const id = fromUtf8(mustSucceed(await git(['rev-parse', REF]), 'resolve the commit')).trim();
    return { ...treeSource(await listTreeFiles(git, id), blobReader(git), `commit ${id} of ${url}`), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads blobs that `git`'s repository has. */
export const blobReader =
  (git: Git): BlobReader =>
  async (ids) => {
    const contents = await catFile(git, ids);
    const lacking = ids.find((id) => !contents.has(id));
    if (lacking === undefined) return contents;
    throw new VaultMeshError('network', `git does not have the object ${lacking}.`);
  };

/** All that is in the tree of `commit`, by path. */
async function listTreeFiles(git: Git, commit: string): Promise<Map<string, TreeFile>> {
  const listed = mustSucceed(
    await git(['ls-tree', '-r', '-t', '-z', '--full-tree', commit]),
    'list the tree',
  );
  const listing = new TreeListing();
  // A name may be any bytes: what is no text is no file of a ledger, and is shown as well as it can be.
  for (const row of Buffer.from(listed).toString('utf8').split('\0')) {
    const [, mode, oid, path] = /^(\d+) \w+ (\w+)\t(.*)$/su.exec(row) ?? [];
    if (mode !== undefined && oid !== undefined && path !== undefined) listing.add(path, mode, oid);
  }
  return listing.files();
}
