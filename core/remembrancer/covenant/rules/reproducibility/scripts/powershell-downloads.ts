import type { Range } from '../../../found.ts';
import type { Script } from '../../../shell/scripts/script.ts';

const REQUEST = /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b/i;
const RUN = /(?:^|[\s|;&({"'])(?:iex|Invoke-Expression)\b|\[scriptblock\]::Create\b/i;

/** The lines in which PowerShell runs what it downloads, as `irm https://… | iex` does. */
export function powershellDownloadsRun({
  text,
  isPowerShell,
}: Script): readonly { range: Range; program: string }[] {
  let start = 0;
  let isComment = false;
  return text.split('\n').flatMap((line) => {
    const range = { start, end: start + line.trimEnd().length };
    start += line.length + 1;
    const opens = isPowerShell ? line.lastIndexOf('<#') : -1;
    const closes = isPowerShell ? line.lastIndexOf('#>') : -1;
    if (opens !== closes) isComment = opens > closes;
    const code = isComment ? '' : line.slice(closes + 1);
    const [program] = REQUEST.exec(code) ?? [];
    if (program === undefined || !RUN.test(code) || /^\s*#/.test(line)) return [];
    range.start += line.length - line.trimStart().length;
    return [{ range, program }];
  });
}
