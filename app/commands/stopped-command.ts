import { VaultMeshError } from '../../core/common/error.ts';
import { type Giver, stateOfAnswer } from '../github/answer.ts';
import type { DatedComment } from '../github/list-comments.ts';
import type { PossibleGiver } from '../github/list-givers.ts';

/** A comment, or an issue made by a form, whose command stopped. */
export interface StoppedCommand {
  readonly giver: Giver;
  /** RFC 3339 */
  readonly createdAt: string;
  /** Whether it went on already since somebody asked for that. */
  readonly goesOn: boolean;
}

/** By which the command of the issue itself is meant. */
const ISSUE = 'issue';

/**
 * Of an issue and its comments, that whose command the app `appId` last answered with "stopped", or the one that is `wanted`, by the
 * id of a comment or the word "issue", if it did so there. One that went on since `retriedAt` (RFC 3339) counts too: a sweep, or the
 * same request for it, was faster.
 *
 * Throws `usage` for what is no id, `not-found` where there is none, and where its comment is gone: it was taken back.
 */
export function stoppedCommand(
  givers: readonly PossibleGiver[],
  comments: readonly DatedComment[],
  appId: number,
  wanted: string | undefined,
  retriedAt: string,
): StoppedCommand {
  if (wanted !== undefined && wanted !== ISSUE && !/^\d{1,15}$/.test(wanted)) {
    throw new VaultMeshError(
      'usage',
      'The id of a comment is the number at the end of its link, behind "issuecomment-"; "issue" stands for the issue.',
    );
  }
  const stopped = comments
    .flatMap((each) => stoppedBy(each, appId, retriedAt) ?? [])
    .findLast(({ giver: each }) => wanted === undefined || nameOf(each) === wanted);
  if (stopped === undefined) {
    const what = wanted === undefined ? 'No command here' : `No command here with the ${placeOf(wanted)}`;
    throw new VaultMeshError('not-found', `${what} was stopped. One that was refused can be given again.`);
  }
  const { giver: id, goesOn } = stopped;
  const giver = givers.find((each) => each.id === id);
  if (giver) return { giver: id, createdAt: giver.created_at, goesOn };
  throw new VaultMeshError(
    'not-found',
    `The ${placeOf(nameOf(id))} of the command was deleted. Give it again.`,
  );
}

/** What is to be written for it in a command. */
const nameOf = (giver: Giver): string => (typeof giver === 'number' ? String(giver) : ISSUE);

/** For people. */
const placeOf = (name: string): string => (name === ISSUE ? 'form of this issue' : `comment ${name}`);

/** What this comment answers with "stopped", as the app's own, or did until `retriedAt`. */
function stoppedBy(
  answer: DatedComment,
  appId: number,
  retriedAt: string,
): Pick<StoppedCommand, 'giver' | 'goesOn'> | undefined {
  const [, kind, digits] =
    /^<!-- vaultmesh:answer comment=(issue-)?(\d{1,15}) /.exec(answer.body ?? '') ?? [];
  if (digits === undefined) return undefined;
  const giver: Giver = kind === undefined ? Number(digits) : `issue-${Number(digits)}`;
  const state = stateOfAnswer(answer, appId, { comment: giver });
  if (state === 'stopped') return { giver, goesOn: false };
  const [made, changed, retried] = [
    Date.parse(answer.created_at),
    Date.parse(answer.updated_at ?? answer.created_at),
    Date.parse(retriedAt),
  ];
  const goesOn = made <= retried && changed > made && changed >= retried;
  return state !== undefined && goesOn ? { giver, goesOn } : undefined;
}
