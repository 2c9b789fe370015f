import type { DecisionStatus } from '../../core/remembrancer/decisions/index.ts';
import type { ClosedPullRequest } from './closed-pull-request.ts';

/** What a decision that nobody has turned down may say of itself in a pull request. */
const OPEN: readonly DecisionStatus[] = ['draft', 'proposed', 'accepted'];

/**
 * What became of a decision. A merge accepts it, unless its text says that it is something else by now. Closed unmerged it is
 * what its text says, if it was turned down there, else withdrawn by its author and rejected by everybody else.
 */
export function statusAfter(
  status: DecisionStatus,
  { mergeCommit, author, closer }: Pick<ClosedPullRequest, 'mergeCommit' | 'author' | 'closer'>,
): DecisionStatus {
  if (mergeCommit !== undefined) return OPEN.includes(status) ? 'accepted' : status;
  if (status === 'rejected' || status === 'withdrawn') return status;
  return closer.login === author?.login ? 'withdrawn' : 'rejected';
}
