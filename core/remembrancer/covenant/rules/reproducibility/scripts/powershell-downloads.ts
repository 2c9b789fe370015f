import type { Range } from '../../../found.ts';
import type { Script } from '../../../shell/scripts/script.ts';

const REQUEST = /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b/i;
const RUN = /(?:^|[\s|;&({"'])(?:iex|Invoke-Expression)\b|\[scriptblock\]::Create\b/i;
/** A comment of lines, or what has no such in it: a text in quotes, a comment up to the end of the line. */
const COMMENT_OR_OTHER = /<#[^]*?(?:#>|$)|'[^'\n]*'|"[^"\n]*"|#[^\n]*/g;
const LINE = /\S.*/g;

/** The lines in which PowerShell runs what it downloads, as `irm https://… | iex` does. */
export function powershellDownloadsRun({
  text,
  isPowerShell,
}: Script): readonly { range: Range; program: string }[] {
  const code = isPowerShell ? text.replaceAll(COMMENT_OR_OTHER, withoutComment) : text;
  return [...code.matchAll(LINE)].flatMap(({ 0: line, index }) => {
    const [program] = REQUEST.exec(line) ?? [];
    if (program === undefined || !RUN.test(line) || line.startsWith('#')) return [];
    return [{ range: { start: index, end: index + line.trimEnd().length }, program }];
  });
}

const withoutComment = (part: string): string =>
  part.startsWith('<#') ? part.replaceAll(/[^\n]/g, ' ') : part;
