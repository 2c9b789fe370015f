import { VaultMeshError } from '../../core/common/error.ts';
import { type Giver, type ListedComment, stateOfAnswer } from '../github/answer.ts';
import type { PossibleGiver } from '../github/list-givers.ts';

/** A comment, or an issue made by a form, whose command stopped. */
export interface StoppedCommand {
  readonly giver: Giver;
  /** RFC 3339 */
  readonly createdAt: string;
}

/** By which the command of the issue itself is meant. */
const ISSUE = 'issue';

/**
 * Of an issue and its comments, that whose command the app `appId` last answered with "stopped", or the one that is `wanted`, by the
 * id of a comment or the word "issue", if it did so there.
 *
 * Throws `usage` for what is no id, `not-found` where there is none, and where its comment is gone: it was taken back.
 */
export function stoppedCommand(
  givers: readonly PossibleGiver[],
  comments: readonly ListedComment[],
  appId: number,
  wanted: string | undefined,
): StoppedCommand {
  if (wanted !== undefined && wanted !== ISSUE && !/^\d{1,15}$/.test(wanted)) {
    throw new VaultMeshError(
      'usage',
      'The id of a comment is the number at the end of its link, behind "issuecomment-"; "issue" stands for the issue.',
    );
  }
  const id = comments
    .flatMap((each) => stoppedBy(each, appId) ?? [])
    .findLast((each) => wanted === undefined || nameOf(each) === wanted);
  if (id === undefined) {
    const what = wanted === undefined ? 'No command here' : `No command here with the ${placeOf(wanted)}`;
    throw new VaultMeshError('not-found', `${what} was stopped. One that was refused can be given again.`);
  }
  const giver = givers.find((each) => each.id === id);
  if (giver) return { giver: id, createdAt: giver.created_at };
  throw new VaultMeshError(
    'not-found',
    `The ${placeOf(nameOf(id))} of the command was deleted. Give it again.`,
  );
}

/** What is to be written for it in a command. */
const nameOf = (giver: Giver): string => (typeof giver === 'number' ? String(giver) : ISSUE);

/** For people. */
const placeOf = (name: string): string => (name === ISSUE ? 'form of this issue' : `comment ${name}`);

/** What this comment answers with "stopped", as the app's own. */
function stoppedBy(answer: ListedComment, appId: number): Giver | undefined {
  const [, kind, digits] =
    /^<!-- vaultmesh:answer comment=(issue-)?(\d{1,15}) /.exec(answer.body ?? '') ?? [];
  if (digits === undefined) return undefined;
  const comment: Giver = kind === undefined ? Number(digits) : `issue-${Number(digits)}`;
  return stateOfAnswer(answer, appId, { comment }) === 'stopped' ? comment : undefined;
}
