import { rm } from 'node:fs/promises';

import { fromUtf8, utf8 } from '../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../common/error.ts';
import { missingObjects } from './cat-file.ts';
import { isFilterRefused } from './fetch-filter.ts';
import { mustSucceed, remoteFailure } from './git-failure.ts';
import { openRepository } from './open-repository.ts';
import { partialFetch } from './partial-fetch.ts';
import type { Git, GitEnvironment } from './run-git.ts';

/** Commits alone, then without file contents, then all: a server may refuse the first two. */
const FILTERS = ['tree:0', 'blob:none', undefined] as const;

/** The depth that git takes for infinite. With it the end of a shallow history comes along, and is not asked past. */
const ALL_THERE_IS = '--depth=2147483647';

/**
 * Which of `commits` are the commit `tip` of a git repository or ancestors of it. Commits are given by their full ids;
 * one that the repository does not have is no ancestor. `workDir` is where a temporary repository is made for the history.
 *
 * Throws `not-found` when the repository does not have `tip`, and `incomplete` when it is a shallow clone, whose history
 * ends somewhere.
 */
export async function ancestorsAmong(
  { url, tip, workDir }: { url: string; tip: string; workDir: string },
  commits: readonly string[],
  environment: GitEnvironment,
): Promise<Set<string>> {
  const { directory, git } = await openRepository(url, workDir, environment);
  try {
    await fetchCommits(git, url, tip);
    const missing = new Set(await missingObjects(git, commits));
    const here = commits.filter((commit) => !missing.has(commit));
    if (here.length === 0) return new Set();
    const input = utf8([...here, `^${tip}`, ''].join('\n'));
    const listed = mustSucceed(await git(['rev-list', '--stdin'], input), 'walk the history');
    const others = new Set(fromUtf8(listed).split('\n'));
    return new Set(here.filter((commit) => !others.has(commit)));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function fetchCommits(git: Git, url: string, tip: string): Promise<void> {
  for (const filter of FILTERS) {
    const fetched = await git(partialFetch(filter, [ALL_THERE_IS, 'origin', tip], { haves: false }));
    if (fetched.status !== 0 && filter !== undefined && isFilterRefused(fetched.stderr)) continue;
    if (/not our ref|couldn't find remote ref/iu.test(fetched.stderr)) {
      throw new VaultMeshError('not-found', `${url} does not have the commit ${tip}; push it first.`);
    }
    if (fetched.status !== 0) throw remoteFailure(fetched, `fetch the commit ${tip}`);
    break;
  }
  const isShallow = mustSucceed(await git(['rev-parse', '--is-shallow-repository']), 'look for its end');
  if (fromUtf8(isShallow).trim() !== 'true') return;
  throw new VaultMeshError(
    'incomplete',
    `${url} is a shallow clone, whose history ends before its beginning; "git fetch --unshallow" completes it.`,
  );
}
