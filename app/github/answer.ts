import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from './every-item.ts';

/** A comment, with what says who wrote it. */
export interface ListedComment {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly type: string; readonly login: string; readonly id: number } | null;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

export interface Answerer {
  readonly rest: {
    readonly issues: {
      readonly listComments: (
        parameters: RepositoryName & { issue_number: number; since: string; per_page: number; page: number },
      ) => Promise<{ data: ListedComment[] }>;
      readonly createComment: (
        parameters: RepositoryName & { issue_number: number; body: string; request: { retries: number } },
      ) => Promise<{ data: ListedComment }>;
      readonly updateComment: (
        parameters: RepositoryName & { comment_id: number; body: string },
      ) => Promise<unknown>;
    };
  };
}

/** What gave a command, by its id at GitHub: a comment, or an issue that the form of the command made. */
export type Giver = number | `issue-${number}`;

/** The comment, or issue, that gave a command, and where it stands. */
export interface CommandComment {
  readonly repository: RepositoryName;
  /** Its number, and that of the issue of a comment. */
  readonly issue: number;
  readonly comment: Giver;
  /** RFC 3339; no answer is older. */
  readonly createdAt: string;
}

/** `stopped` can go on when the webhook is delivered again; the other two are final. */
export const ANSWER_STATES = ['done', 'refused', 'stopped'] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

export interface Answer {
  readonly id: number;
  readonly state: AnswerState;
}

/** GitHub takes 65,536 characters in a comment; the rest is for the marker. */
const LIMIT = 65_000;

/**
 * The app's own answer to a command, or `undefined`. Found by a hidden marker, and only in comments that the app
 * `appId` wrote as itself: the same text in anybody else's comment means nothing.
 */
export async function findAnswer(
  client: Answerer,
  appId: number,
  command: CommandComment,
): Promise<Answer | undefined> {
  const { repository, issue, createdAt } = command;
  const { listComments } = client.rest.issues;
  const comments = everyItem((page) =>
    listComments({ ...repository, issue_number: issue, since: createdAt, ...page }),
  );
  for await (const comment of comments) {
    const state = stateOfAnswer(comment, appId, command);
    if (state) return { id: comment.id, state };
  }
  return undefined;
}

/** What `comment` says of a command, as the answer of the app `appId`; `undefined` when it is no answer to that. */
export function stateOfAnswer(
  { body, user, performed_via_github_app: app }: ListedComment,
  appId: number,
  command: Pick<CommandComment, 'comment'>,
): AnswerState | undefined {
  if (user?.type !== 'Bot' || app?.id !== appId) return undefined;
  return ANSWER_STATES.find((state) => body?.startsWith(marker(command, state)));
}

/** Writes the one answer to a command: a new comment, or the text of the one that is there. */
export async function putAnswer(
  client: Answerer,
  appId: number,
  command: CommandComment,
  state: AnswerState,
  text: string,
): Promise<void> {
  const body = `${marker(command, state)}\n${shortened(text)}`;
  const { thing, made } = await findOrMake(
    () => findAnswer(client, appId, command),
    async () => {
      const { data } = await client.rest.issues.createComment({
        ...command.repository,
        issue_number: command.issue,
        body,
        ...NO_RETRY,
      });
      return { id: data.id, state };
    },
  );
  if (made) return;
  await client.rest.issues.updateComment({ ...command.repository, comment_id: thing.id, body });
}

function marker({ comment }: Pick<CommandComment, 'comment'>, state: AnswerState): string {
  return `<!-- vaultmesh:answer comment=${comment} state=${state} -->`;
}

function shortened(text: string): string {
  return text.length <= LIMIT ? text : `${text.slice(0, LIMIT).toWellFormed()}\n\n… (shortened)`;
}
