import type { Range } from '../../../found.ts';
import type { Script } from '../../../shell/scripts/script.ts';

const REQUEST = /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b/i;
const RUN = /(?:^|[\s|;&({"'])(?:iex|Invoke-Expression)\b|\[scriptblock\]::Create\b/i;
const BLOCK_COMMENT = /<#.*?(?:#>|$)/gs;
const LINE = /\S.*/g;

/** The lines in which PowerShell runs what it downloads, as `irm https://… | iex` does. */
export function powershellDownloadsRun({
  text,
  isPowerShell,
}: Script): readonly { range: Range; program: string }[] {
  const code = isPowerShell ? text.replaceAll(BLOCK_COMMENT, blanked) : text;
  return [...code.matchAll(LINE)].flatMap(({ 0: line, index }) => {
    const [program] = REQUEST.exec(line) ?? [];
    if (program === undefined || !RUN.test(line) || line.startsWith('#')) return [];
    return [{ range: { start: index, end: index + line.trimEnd().length }, program }];
  });
}

const blanked = (comment: string): string => comment.replaceAll(/[^\n]/g, ' ');
