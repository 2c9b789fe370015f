import { markdownText } from '../../../common/markdown-text.ts';
import type { Finding, PlacedFix } from '../covenant-result.ts';
import type { FileText } from '../file-text.ts';
import { sentenceOf } from './sentence-of.ts';

/** A comment of a review that proposes other lines, which GitHub commits at a click. */
export interface Suggestion {
  readonly path: string;
  /** The last of the lines that it replaces, from 1. */
  readonly line: number;
  /** The first of them; absent when it is the same. */
  readonly startLine?: number;
  /** What is to stand in their place; every line ends with a line feed, and there is none where the lines go. */
  readonly text: string;
  /** Markdown. */
  readonly body: string;
}

/** More lines are no longer read before they are accepted. */
const MOST_LINES = 30;
/** GitHub takes comments of up to 65,536 characters. */
const LONGEST_BODY = 60_000;

/**
 * The fix of a finding as a suggestion for the lines that it touches; `undefined` when it has none, or touches too much.
 * `file` is the one that was looked at.
 */
export function suggestionOf(
  finding: Finding,
  file: Pick<FileText, 'text' | 'lines'>,
): Suggestion | undefined {
  const { path, rule, fix } = finding;
  if (path === undefined || fix === undefined) return undefined;
  const change = changedLines(fix, file);
  if (change === undefined) return undefined;
  const { startLine, line, text } = change;
  const fence = '`'.repeat(Math.max(3, 1 + longestRun(text)));
  const body = `**${rule}**: ${markdownText(sentenceOf(finding))}\n\n${fence}suggestion\n${text}${fence}\n`;
  if (body.length > LONGEST_BODY) return undefined;
  return { path, line, ...(startLine !== line && { startLine }), text, body };
}

function changedLines(
  { edits }: PlacedFix,
  { text, lines }: Pick<FileText, 'text' | 'lines'>,
): Required<Omit<Suggestion, 'path' | 'body'>> | undefined {
  const [first] = edits;
  const last = edits.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // Behind the last line break there is no line that GitHub knows, nor in an empty file.
  const count = text === '' || text.endsWith('\n') ? lines.length - 1 : lines.length;
  const startLine = first.line;
  const line = Math.min(last.endLine, count);
  const from = lines[startLine - 1]?.start;
  const to = line < last.endLine ? text.length : lines[line - 1]?.end;
  if (from === undefined || to === undefined || startLine > line || line - startLine >= MOST_LINES) {
    return undefined;
  }
  let changed = '';
  let at = from;
  for (const edit of edits) {
    changed += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  changed = (changed + text.slice(at, to)).replaceAll('\r\n', '\n');
  const isWhole = to === text.length && (changed === '' || changed.endsWith('\n'));
  return { startLine, line, text: isWhole ? changed : `${changed}\n` };
}

const longestRun = (text: string): number => {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/gu)) longest = Math.max(longest, run.length);
  return longest;
};
