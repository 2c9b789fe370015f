import { parse } from 'yaml';

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

const RECORDED: readonly unknown[] = ['proposed', 'accepted'];

/** Between two lines of three hyphens, the first of them the first of the file. */
const FRONT_MATTER = /(?<!.)^---\r?\n(.*?)^---\r?\n(.*)/ms;

const FOLDER = /^docs\/adr\/[^/]+\.md$/;

/** The path becomes part of an operation id, and a line among the globs of the files to record. */
const PATH = /^docs\/adr\/(\w[\w.-]{0,99})\.md$/;

/** Whether a file stands where decisions stand. `parseDecision` reads those with a plain name. */
export const isDecisionPath = (path: string): boolean => FOLDER.test(path);

/** Whether the name is of ASCII letters, digits, dots, hyphens and underscores, at most a hundred. */
export const hasPlainName = (path: string): boolean => PATH.test(path);

/**
 * The decision in a file, or `undefined` when its name is not plain, or its front matter does not say that it is
 * proposed or accepted.
 */
export function parseDecision(path: string, text: string): Decision | undefined {
  const slug = PATH.exec(path)?.[1];
  const [, frontMatter, body = ''] = FRONT_MATTER.exec(text) ?? [];
  if (slug === undefined || frontMatter === undefined || !RECORDED.includes(statusIn(frontMatter)))
    return undefined;
  const why = firstParagraph(body, 'Context and Problem Statement');
  const how = firstParagraph(body, 'Decision Outcome');
  return {
    slug,
    title: /^# +(.+?)\s*$/m.exec(body)?.[1] ?? slug,
    ...(why && { why }),
    ...(how && { how }),
  };
}

function statusIn(frontMatter: string): unknown {
  try {
    // No aliases: a front matter has no use for them, and they can be made to grow without end.
    const data: unknown = parse(frontMatter, { maxAliasCount: 0 });
    return typeof data === 'object' && data !== null && 'status' in data ? data.status : undefined;
  } catch {
    return undefined;
  }
}

function firstParagraph(body: string, heading: string): string | undefined {
  const lines = body.split(/\r?\n/);
  const start = lines.findIndex(
    (line) => /^##\s/.test(line) && line.replace(/^##\s+/, '').trim() === heading,
  );
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const from = rest.findIndex((line) => line.trim() !== '');
  const section = rest.slice(Math.max(from, 0));
  const end = section.findIndex((line) => line.trim() === '' || line.startsWith('#'));
  return section
    .slice(0, end < 0 ? undefined : end)
    .join(' ')
    .trim();
}
