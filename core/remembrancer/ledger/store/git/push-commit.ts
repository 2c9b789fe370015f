import { fromUtf8 } from '../../../../common/bytes.ts';
import { remoteFailure } from './git-failure.ts';
import type { Git } from './run-git.ts';

/** What git and servers say when the branch is not where the lease expects it, before or while they update it. */
const MOVED =
  /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists/iu;

/**
 * Moves the branch of the other side from `expected` (`undefined`: it is not there) to `commit`, or leaves it as it is
 * and gives false. Throws `not-permitted` when a rule refuses it, `network` when the outcome is not known.
 */
export async function pushCommit(
  git: Git,
  branch: string,
  expected: string | undefined,
  commit: string,
): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  const pushed = await git([
    'push',
    '--porcelain',
    `--force-with-lease=${ref}:${expected ?? ''}`,
    'origin',
    `${commit}:${ref}`,
  ]);
  if (pushed.status === 0) return true;
  if (
    fromUtf8(pushed.stdout)
      .split('\n')
      .some((line) => line.startsWith('!') && MOVED.test(line))
  )
    return false;
  throw remoteFailure(pushed, `push to the branch ${branch}`);
}
