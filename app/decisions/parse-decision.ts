import { readDecision, textByRole } from '../../core/remembrancer/decisions/index.ts';

/** What the ledger keeps of an architecture decision record (MADR 4). */
export interface Decision {
  /** File name without its extension: `spawn-my-service`. */
  readonly slug: string;
  readonly title: string;
  /** The first paragraph of "Context and Problem Statement". */
  readonly why?: string;
  /** The first paragraph of "Decision Outcome". */
  readonly how?: string;
}

const RECORDED: readonly string[] = ['proposed', 'accepted'];

const FOLDER = /^docs\/adr\/[^/]+\.md$/;

/** The path becomes part of an operation id, and a line among the globs of the files to record. */
const PATH = /^docs\/adr\/(\w[\w.-]{0,99})\.md$/;

/** Whether a file stands where decisions stand. `parseDecision` reads those with a plain name. */
export const isDecisionPath = (path: string): boolean => FOLDER.test(path);

/** Whether the name is of ASCII letters, digits, dots, hyphens and underscores, at most a hundred. */
export const hasPlainName = (path: string): boolean => PATH.test(path);

/**
 * The decision in a file, or `undefined` when its name is not plain, or its front matter does not say, in that
 * one word, that it is proposed or accepted.
 */
export function parseDecision(path: string, text: string): Decision | undefined {
  const slug = PATH.exec(path)?.[1];
  const { decision, dialect, findings } = readDecision(path, text);
  const isInFrontMatter = dialect === 'madr-4' || dialect === 'madr-3';
  const isPlain = isInFrontMatter && !findings.some(({ rule }) => rule === 'status');
  if (slug === undefined || !isPlain || !RECORDED.includes(decision.status)) return undefined;
  const why = firstParagraph(textByRole(decision, 'context'));
  const how = firstParagraph(textByRole(decision, 'outcome'));
  return { slug, title: decision.title, ...(why && { why }), ...(how && { how }) };
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
