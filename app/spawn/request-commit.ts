import type { Commit } from '../../core/github/list-commits.ts';
import { hasTrailer } from './request-key.ts';

/**
 * The commit that a run for `key` made, among those of a branch with the newest first: the oldest with its trailer, which
 * later ones may repeat, as a cherry-pick does.
 */
export function requestCommit(commits: readonly Commit[], key: string): Commit | undefined {
  return commits.findLast(({ message }) => hasTrailer(message, key));
}
