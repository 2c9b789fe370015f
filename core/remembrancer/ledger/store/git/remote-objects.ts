import { fromUtf8 } from '../../../../common/bytes.ts';
import { FETCH_FILTERS, type FetchFilter, isFilterRefused } from './fetch-filter.ts';
import { mustSucceed, remoteFailure } from './git-failure.ts';
import { partialFetch } from './partial-fetch.ts';
import type { Git, GitResult } from './run-git.ts';

/** Where the head of the other side's branch is kept. */
const HEAD_REF = 'refs/vaultmesh/head';

/** Fetches from the other side, each function in one round trip once it is known which filters are taken. */
export interface RemoteObjects {
  /** The newest commit of the branch, or `undefined` when there is no such branch. */
  fetchHead(branch: string): Promise<string | undefined>;
  /** The commit `oid`, which is or was on the branch. */
  fetchCommit(oid: string): Promise<void>;
  /** Objects of the commit `commit` by id: `near` with what is close to them, `exact` alone. */
  fetchObjects(commit: string, ids: readonly string[], reach: 'near' | 'exact'): Promise<void>;
}

export function remoteObjects(git: Git): RemoteObjects {
  let rung = 0;
  /** Runs the fetch that `argsOf` gives for a filter, with the first filter that the other side takes. */
  const fetch = async (
    argsOf: (filter: FetchFilter | undefined) => readonly string[],
    input?: string,
  ): Promise<GitResult> => {
    for (;;) {
      const fetched = await git(argsOf(FETCH_FILTERS[rung]), input);
      const isRefused = fetched.status !== 0 && isFilterRefused(fetched.stderr);
      if (!isRefused || rung + 1 >= FETCH_FILTERS.length) return fetched;
      rung += 1;
    }
  };
  const fetchCommit = (refspec: string): Promise<GitResult> =>
    fetch((filter) =>
      partialFetch(filter?.commit, ['--depth=1', 'origin', refspec], { haves: filter?.negotiates !== false }),
    );
  return {
    fetchHead: async (branch) => {
      const fetched = await fetchCommit(`+refs/heads/${branch}:${HEAD_REF}`);
      if (fetched.status === 0) {
        const oid = mustSucceed(await git(['rev-parse', '--verify', HEAD_REF]), 'resolve the head');
        return fromUtf8(oid).trim();
      }
      if (/couldn't find remote ref/iu.test(fetched.stderr)) return undefined;
      throw remoteFailure(fetched, `fetch the branch ${branch}`);
    },
    fetchCommit: async (oid) => {
      const fetched = await fetchCommit(oid);
      if (fetched.status !== 0) throw remoteFailure(fetched, `fetch the commit ${oid}`);
    },
    fetchObjects: async (commit, ids, reach) => {
      const byId = ['--no-write-fetch-head', '--stdin', 'origin'];
      const whole = ['--no-write-fetch-head', '--refetch', '--depth=1', 'origin', commit];
      const fetched = await fetch(
        (filter) => partialFetch(filter?.[reach], filter === undefined ? whole : byId, { haves: false }),
        ids.map((id) => `${id}\n`).join(''),
      );
      if (fetched.status !== 0) throw remoteFailure(fetched, 'fetch the files');
    },
  };
}
