import { linksOfDecision } from '../../core/remembrancer/decisions/decision-links.ts';
import {
  type DecisionStatus,
  isDecisionFile,
  readDecision,
  textByRole,
} from '../../core/remembrancer/decisions/index.ts';
import type { Link } from '../../core/remembrancer/receipt/index.ts';

/** What the ledger keeps of an architecture decision record. */
export interface ParsedDecision {
  /** File name without its extension: `spawn-my-service`. */
  readonly slug: string;
  readonly title: string;
  /** What the file says. */
  readonly status: DecisionStatus;
  /** The first paragraph of "Context and Problem Statement". */
  readonly why?: string;
  /** The first paragraph of "Decision Outcome". */
  readonly how?: string;
  /** Its ULID and its relations. */
  readonly links: readonly Link[];
}

const FOLDER = /^docs\/adr\/([^/]+\.md)$/;

/** The path becomes part of an operation id, and a line among the globs of the files to record. */
const PATH = /^docs\/adr\/(\w[\w.-]{0,99})\.md$/;

/** Whether a file stands where decisions stand, and is no index or template. `parseDecision` reads those with a plain name. */
export const isDecisionPath = (path: string): boolean => isDecisionFile(FOLDER.exec(path)?.[1] ?? '');

/** The name without its extension, if it is of ASCII letters, digits, dots, hyphens and underscores, at most a hundred. */
export const slugOfPath = (path: string): string | undefined => PATH.exec(path)?.[1];

/** The decision in a file, in any dialect, or `undefined` when its name is not plain, or it does not say its status. */
export function parseDecision(path: string, text: string): ParsedDecision | undefined {
  const slug = slugOfPath(path);
  const { decision, findings } = readDecision(path, text);
  const isDecision = !findings.some(({ rule, severity }) => rule === 'status' && severity === 'error');
  if (slug === undefined || !isDecision) return undefined;
  const { title, status } = decision;
  const why = firstParagraph(textByRole(decision, 'context'));
  const how = firstParagraph(textByRole(decision, 'outcome'));
  return { slug, title, status, ...(why && { why }), ...(how && { how }), links: linksOfDecision(decision) };
}

/** The lines up to the first empty one or heading, as one. */
function firstParagraph(text = ''): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.trim() === '' || line.startsWith('#'));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .join(' ')
    .trim();
}
