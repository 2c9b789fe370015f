import { printable } from '../../common/printable.ts';
import type { Link } from '../receipt/index.ts';
import type { DecisionStatus } from './decision.ts';
import { linksOfDecision } from './decision-links.ts';
import { readDecision } from './read-decision.ts';
import { textByRole } from './section-by-role.ts';
import { withoutComments } from './text/without-comments.ts';

/** What a receipt says of a decision, as its file says it. */
export interface RecordOfDecision {
  /** File name without its extension: `spawn-my-service`. */
  readonly slug: string;
  readonly status: DecisionStatus;
  /** The title, and the first paragraphs of "Context and Problem Statement" and of "Decision Outcome". */
  readonly context: { readonly what: string; readonly why?: string; readonly how?: string };
  /** Its ULID and its relations; not its status. */
  readonly links: readonly Link[];
}

/** The longest text of the context that goes to the ledger, in characters. */
const LONGEST = 1_000;

/** The decision in a file, in any dialect, or `undefined` when it does not say its status. */
export function recordOfDecision(path: string, text: string): RecordOfDecision | undefined {
  const { decision, findings } = readDecision(path, text);
  if (findings.some(({ rule, severity }) => rule === 'status' && severity === 'error')) return undefined;
  const { slug, title, status } = decision;
  const why = firstParagraph(textByRole(decision, 'context'));
  const how = firstParagraph(textByRole(decision, 'outcome'));
  const context = { what: cut(title), ...(why && { why: cut(why) }), ...(how && { how: cut(how) }) };
  return { slug, status, context, links: linksOfDecision(decision) };
}

/** The id by which a ledger takes a decision of a commit once, whoever records it. */
export const decisionOperation = (path: string, commit: string): string => `decision:${path}@${commit}`;

/** What such an id names. */
export interface NamedDecisionFile {
  readonly path: string;
  readonly commit: string;
  /** Whether it was closed unmerged: then its file need not be on the default branch. */
  readonly isTurnedDown: boolean;
}

/** The file and the commit of a decision by the id of its operation, also of one that was turned down; `undefined` of another operation. */
export function decisionOfOperation(operation: string): NamedDecisionFile | undefined {
  const [, path, commit, status] = /^decision:(.+)@([\da-f]{40,64})(?::(\w+))?$/u.exec(operation) ?? [];
  if (path === undefined || commit === undefined) return undefined;
  return { path, commit, isTurnedDown: status !== undefined };
}

/** The path in such an id; `undefined` of another operation. */
export const decisionPath = (operation: string): string | undefined => decisionOfOperation(operation)?.path;

/** The version of a decision: the commit that has it, shortened. */
export const decisionVersion = (commit: string): string => commit.slice(0, 12);

const cut = (text: string): string => printable(text.slice(0, LONGEST));

/** The lines up to the first empty one or heading, as one; comments, as a draft has them, are none. */
function firstParagraph(text = ''): string {
  const lines = withoutComments(text).trimStart().split('\n');
  const end = lines.findIndex((line) => line.trim() === '' || line.startsWith('#'));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .join(' ')
    .trim();
}
