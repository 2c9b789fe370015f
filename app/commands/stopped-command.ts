import { VaultMeshError } from '../../core/common/error.ts';
import { type ListedComment, stateOfAnswer } from '../github/answer.ts';
import type { DatedComment } from '../github/list-comments.ts';

/** A comment whose command stopped. */
export interface StoppedCommand {
  readonly comment: number;
  /** RFC 3339 */
  readonly createdAt: string;
}

/**
 * Of the comments of an issue, that whose command the app `appId` last answered with "stopped", or the one with the id `wanted`
 * if it did so there.
 *
 * Throws `usage` for what is no id, `not-found` where there is none, and where its comment is gone: it was taken back.
 */
export function stoppedCommand(
  comments: readonly DatedComment[],
  appId: number,
  wanted: string | undefined,
): StoppedCommand {
  if (wanted !== undefined && !/^\d{1,15}$/.test(wanted)) {
    throw new VaultMeshError(
      'usage',
      'The id of a comment is the number at the end of its link, behind "issuecomment-".',
    );
  }
  const id = comments
    .flatMap((each) => stoppedBy(each, appId) ?? [])
    .findLast((each) => wanted === undefined || each === Number(wanted));
  if (id === undefined) {
    const what = wanted === undefined ? 'No command here' : `No command here with the comment ${wanted}`;
    throw new VaultMeshError('not-found', `${what} was stopped. One that was refused can be given again.`);
  }
  const comment = comments.find((each) => each.id === id);
  if (comment) return { comment: id, createdAt: comment.created_at };
  throw new VaultMeshError('not-found', `The comment ${id} of the command was deleted. Give it again.`);
}

/** The comment that this one answers with "stopped", as the app's own. */
function stoppedBy(answer: ListedComment, appId: number): number | undefined {
  const named = /^<!-- vaultmesh:answer comment=(\d{1,15}) /.exec(answer.body ?? '')?.[1];
  const comment = Number(named);
  return named !== undefined && stateOfAnswer(answer, appId, { comment }) === 'stopped' ? comment : undefined;
}
