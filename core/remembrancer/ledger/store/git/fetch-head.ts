import { fromUtf8 } from '../../../../common/bytes.ts';
import { mustSucceed, remoteFailure } from './git-failure.ts';
import type { Git } from './run-git.ts';

/** Where the head of the other side's branch is kept. */
const HEAD_REF = 'refs/vaultmesh/head';

/**
 * Fetches the newest commit of the branch, without its history, and without file contents where the other side can
 * leave them out. Gives the commit, or `undefined` when there is no such branch.
 */
export async function fetchHead(git: Git, branch: string): Promise<string | undefined> {
  const fetched = await git([
    'fetch',
    '--quiet',
    '--no-tags',
    '--depth=1',
    '--filter=blob:none',
    'origin',
    `+refs/heads/${branch}:${HEAD_REF}`,
  ]);
  if (fetched.status === 0) {
    const oid = mustSucceed(await git(['rev-parse', '--verify', HEAD_REF]), 'resolve the head');
    return fromUtf8(oid).trim();
  }
  if (/couldn't find remote ref/iu.test(fetched.stderr)) return undefined;
  throw remoteFailure(fetched, `fetch the branch ${branch}`);
}
