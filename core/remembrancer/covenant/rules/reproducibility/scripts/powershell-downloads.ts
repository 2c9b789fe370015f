import type { Range } from '../../../found.ts';

const REQUEST = /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b/i;
const RUN = /(?:^|[\s|;&({"'])(?:iex|Invoke-Expression)\b|\[scriptblock\]::Create\b/i;

/** The lines in which PowerShell runs what it downloads, as `irm https://… | iex` does. */
export function powershellDownloadsRun(text: string): readonly { range: Range; program: string }[] {
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const range = { start, end: start + line.trimEnd().length };
    start += line.length + 1;
    const [program] = REQUEST.exec(line) ?? [];
    if (program === undefined || !RUN.test(line) || /^\s*#/.test(line)) return [];
    range.start += line.length - line.trimStart().length;
    return [{ range, program }];
  });
}
