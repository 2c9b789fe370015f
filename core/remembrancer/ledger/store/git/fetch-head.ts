import { fromUtf8 } from '../../../../common/bytes.ts';
import { mustSucceed, remoteFailure } from './git-failure.ts';
import type { Git } from './run-git.ts';

/** Where the head of the other side's branch is kept. */
const HEAD_REF = 'refs/vaultmesh/head';

/** A fetch of one commit without history, and without file contents where the other side can leave them out. */
const FETCH = ['fetch', '--quiet', '--no-tags', '--depth=1', '--filter=blob:none', 'origin'];

/**
 * Fetches the newest commit of the branch and gives its id, or `undefined` when there is no such branch.
 */
export async function fetchHead(git: Git, branch: string): Promise<string | undefined> {
  const fetched = await git([...FETCH, `+refs/heads/${branch}:${HEAD_REF}`]);
  if (fetched.status === 0) {
    const oid = mustSucceed(await git(['rev-parse', '--verify', HEAD_REF]), 'resolve the head');
    return fromUtf8(oid).trim();
  }
  if (/couldn't find remote ref/iu.test(fetched.stderr)) return undefined;
  throw remoteFailure(fetched, `fetch the branch ${branch}`);
}

/** Fetches the commit `oid`, which is or was on the branch. */
export async function fetchCommit(git: Git, oid: string): Promise<void> {
  const fetched = await git([...FETCH, oid]);
  if (fetched.status !== 0) throw remoteFailure(fetched, `fetch the commit ${oid}`);
}
