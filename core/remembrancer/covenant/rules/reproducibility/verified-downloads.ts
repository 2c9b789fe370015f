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
import { usedDownloads } from './scripts/used-downloads.ts';

const REMEDY =
  'Write its SHA-256 digest down and check it before use: echo "<digest>  <file>" | sha256sum -c -.';

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
  check: (file) => [
    ...unreadableWorkflow(file),
    ...scriptsOf(file).flatMap((script) => foundIn(script, file)),
    ...(scriptFileKind(file.path) === 'dockerfile' ? foundInAdds(file) : []),
  ],
};

function foundIn(script: Script, { path }: FileText): readonly Found[] {
  const used = usedDownloads(script.commands);
  if (used.length === 0 || script.commands.some(isCheck)) return [];
  return used.map(({ command, address, use }) => ({
    path,
    range: script.rangeOf(command.range),
    message: `${shownAddress(address)} is downloaded and ${use} without a check of its digest or signature`,
    remedy: REMEDY,
  }));
}

const foundInAdds = ({ path, text }: FileText): readonly Found[] =>
  addedFromNetwork(text).map(({ address, range }) => ({
    path,
    range,
    message: `${shownAddress(address)} is added without a check of its digest`,
    remedy: 'Write ADD --checksum=sha256:<digest> before the address.',
  }));
