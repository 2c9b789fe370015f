import type { FileText } from '../../file-text.ts';
import type { Found, Range } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import type { Command } from '../../shell/command.ts';
import { downloadOf } from '../../shell/downloads.ts';
import { runsItsInput, wordsThatRun } from '../../shell/interpreters.ts';
import { programOf } from '../../shell/program-of.ts';
import { mayHaveScripts, scriptFileKind } from '../../shell/scripts/script-files.ts';
import type { Script } from '../../shell/scripts/script.ts';
import { scriptsOf } from '../../shell/scripts/scripts-of.ts';
import { upstreamOf } from '../../shell/upstream.ts';
import { powershellDownloadsRun } from './scripts/powershell-downloads.ts';
import { MOST_SCRIPT_BYTES } from './scripts/most-script-bytes.ts';
import { unreadableWorkflow } from './scripts/unreadable-workflow.ts';

/** A server's answer of the day is not run: it is other code tomorrow, and nobody sees the change. */
export const noDownloadsIntoShells: FileRule = {
  id: 'VM-II-07',
  title: 'Nothing downloaded is piped into a shell',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'file',
  // A large file without an extension is data, or a program.
  concerns: (file) =>
    mayHaveScripts(file) && (file.size <= MOST_SCRIPT_BYTES || scriptFileKind(file.path) !== 'perhaps'),
  // A text in quotes in a workflow can be written with escapes, or over two lines.
  mayBreak:
    /\b(?:curl|wget|aria2c|fetch|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b|\\x[0-9a-f]|\\u[0-9a-f]|\\\r?\n/i,
  // A shell reads on behind a NUL.
  binary: true,
  mostBytes: MOST_SCRIPT_BYTES,
  check: (file) => [
    ...unreadableWorkflow(file),
    ...scriptsOf(file).flatMap((script) => foundIn(script, file)),
  ],
};

function foundIn(script: Script, { path }: FileText): readonly Found[] {
  const found = script.commands.flatMap((command): readonly [Range, string, string][] => {
    const download = downloadRunBy(command);
    if (!download) return [];
    const { start, end } = command.range;
    const range = {
      start: Math.min(start, download.range.start),
      end: Math.max(end, download.range.end),
    };
    return [[range, programOf(download.words[0].text), programOf(command.words[0].text)]];
  });
  const inPowerShell = powershellDownloadsRun(script).map(({ range, program }): [Range, string, string] => [
    range,
    program,
    'Invoke-Expression',
  ]);
  return [...found, ...inPowerShell].map(([range, program, interpreter]) => ({
    path,
    range: script.rangeOf(range),
    message: `What ${program} downloads is run by ${interpreter} as it comes`,
    remedy:
      'Download a fixed version to a file, check its SHA-256 digest, then run it; or install it from a package registry by version.',
  }));
}

/** The command whose download this one runs. */
function downloadRunBy(command: Command): Command | undefined {
  const isDownload = (each: Command) => downloadOf(each) !== undefined;
  const piped = runsItsInput(command) ? upstreamOf(command).find(isDownload) : undefined;
  if (piped) return piped;
  const texts = [
    ...wordsThatRun(command),
    ...(runsItsInput(command) ? command.redirects.map(({ target }) => target) : []),
  ];
  for (const { text, outputOf } of texts) {
    if (!/^(?:\$\(|<\(|`)/.test(text)) continue;
    const sources = outputOf.flatMap((each) => [each, ...upstreamOf(each)]);
    const download = sources.find(isDownload);
    if (download) return download;
  }
  return undefined;
}
