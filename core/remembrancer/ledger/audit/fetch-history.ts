import { VaultMeshError } from '../../../common/error.ts';
import { missingObjects } from '../store/git/cat-file.ts';
import { isFilterRefused } from '../store/git/fetch-filter.ts';
import { remoteFailure } from '../store/git/git-failure.ts';
import { partialFetch } from '../store/git/partial-fetch.ts';
import type { Git, GitResult } from '../store/git/run-git.ts';

/** Most of a history's bytes are files that every append writes anew, and that nobody reads again. */
const FILTER = 'blob:none';

/** Sees that blobs of a history are here: what is missing is fetched at once. */
export type BlobFetcher = (ids: readonly string[]) => Promise<void>;

/**
 * Fetches all commits of `branch` as `ref`, without file contents where the other side can leave them out. Throws
 * `not-found` when there is no such branch in `url`.
 */
export async function fetchHistory(git: Git, url: string, branch: string, ref: string): Promise<BlobFetcher> {
  const refspec = `+refs/heads/${branch}:${ref}`;
  const whole = (): Promise<GitResult> =>
    git(partialFetch(undefined, ['--refetch', 'origin', refspec], { haves: false }));
  let fetched = await git(partialFetch(FILTER, ['origin', refspec], { haves: true }));
  if (isFilterRefused(fetched.stderr)) fetched = await whole();
  if (/couldn't find remote ref/iu.test(fetched.stderr)) {
    throw new VaultMeshError('not-found', `There is no ledger: ${url} has no branch ${branch}.`);
  }
  if (fetched.status !== 0) throw remoteFailure(fetched, `fetch the branch ${branch}`);
  // An audit reads little by little what was fetched at once.
  const here = new Set<string>();
  return async (ids) => {
    const missing = await missingObjects(
      git,
      ids.filter((id) => !here.has(id)),
    );
    if (missing.length > 0) {
      const byId = ['--no-write-fetch-head', '--stdin', 'origin'];
      const input = missing.map((id) => `${id}\n`).join('');
      let result = await git(partialFetch(FILTER, byId, { haves: false }), input);
      if (isFilterRefused(result.stderr)) result = await whole();
      if (result.status !== 0) throw remoteFailure(result, 'fetch the files');
    }
    for (const id of ids) here.add(id);
  };
}
