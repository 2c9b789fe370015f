import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import { mayHaveScripts, scriptFileKind } from '../../shell/scripts/script-files.ts';
import type { Script } from '../../shell/scripts/script.ts';
import { scriptsOf } from '../../shell/scripts/scripts-of.ts';
import { addedFromNetwork } from './scripts/added-from-network.ts';
import { isCheck } from './scripts/checks.ts';
import { MOST_SCRIPT_BYTES } from './scripts/most-script-bytes.ts';
import { shownAddress } from './scripts/shown-address.ts';
import { unreadableWorkflow } from './scripts/unreadable-workflow.ts';
import { type UsedDownload, usedDownloads } from './scripts/used-downloads.ts';

/** With a star: of two blanks, which is the other way, a line of findings keeps one. */
const REMEDY =
  'Write its SHA-256 digest down and check it before use: echo "<digest> *<file>" | sha256sum -c -.';

/** What is fetched and then run or unpacked is what was meant, and not what a server has today. */
export const verifiedDownloads: FileRule = {
  id: 'VM-II-04',
  title: 'A downloaded tool is checked by checksum',
  severity: 'high',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: mayHaveScripts,
  mayBreak: /\b(?:curl|wget|aria2c|ADD|Invoke-WebRequest|iwr)\b/i,
  mostBytes: MOST_SCRIPT_BYTES,
  passesOverLarger: true,
  check: (file) => {
    const scripts = scriptsOf(file);
    const found = scripts.flatMap((script) => foundIn(script, file));
    if (scriptFileKind(file.path) !== 'dockerfile') return [...unreadableWorkflow(file), ...found];
    return [...found, ...foundBetween(scripts, file), ...foundInAdds(file)];
  },
};

function foundIn(script: Script, file: FileText): readonly Found[] {
  if (script.commands.some(isCheck)) return [];
  return usedDownloads(script.commands).map((each) => foundOf(each, script, file));
}

/** What one RUN of a Dockerfile downloads and another uses, where none checks anything. */
function foundBetween(scripts: readonly Script[], file: FileText): readonly Found[] {
  const commands = scripts.flatMap((script) => script.commands);
  if (commands.some(isCheck)) return [];
  const known = new Set(
    scripts.flatMap((script) => usedDownloads(script.commands)).map(({ command }) => command),
  );
  const scriptOf = new Map(
    scripts.flatMap((script) => script.commands.map((command) => [command, script] as const)),
  );
  return usedDownloads(commands).flatMap((each) => {
    const script = scriptOf.get(each.command);
    return script === undefined || known.has(each.command) ? [] : [foundOf(each, script, file)];
  });
}

const foundOf = (
  { command, address, use }: UsedDownload,
  { rangeOf }: Script,
  { path }: FileText,
): Found => ({
  path,
  range: rangeOf(command.range),
  message: `${shownAddress(address)} is downloaded and ${use} without a check of its digest or signature`,
  remedy: REMEDY,
});

const foundInAdds = ({ path, text }: FileText): readonly Found[] =>
  addedFromNetwork(text).map(({ address, range }) => ({
    path,
    range,
    message: `${shownAddress(address)} is added without a check of its digest`,
    remedy: 'Write ADD --checksum=sha256:<digest> before the address.',
  }));
