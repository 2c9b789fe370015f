import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import type { Command } from '../../shell/command.ts';
import { outputFile } from '../../shell/output-file.ts';
import { programOf } from '../../shell/program-of.ts';
import { mayHaveScripts, scriptFileKind } from '../../shell/scripts/script-files.ts';
import type { Script } from '../../shell/scripts/script.ts';
import { scriptsOf } from '../../shell/scripts/scripts-of.ts';
import { upstreamOf } from '../../shell/upstream.ts';
import { archiveOf } from './scripts/archives.ts';
import { MOST_SCRIPT_BYTES } from './scripts/most-script-bytes.ts';
import { isReleaseWorkflow, soundsKept, soundsReleased } from './scripts/release-artifacts.ts';
import { shownAddress } from './scripts/shown-address.ts';
import { unreadableWorkflow } from './scripts/unreadable-workflow.ts';

/** Wherever in the file one of these stands, somebody has thought of the times. */
const TIMES_ARE_SET =
  /SOURCE_DATE_EPOCH|strip-nondeterminism|--clamp-mtime|\btouch\b[^\n]{0,80}(?:-d|-t|--date)\b/;

/** Who builds the same commit again gets the same bytes, and can tell that a release was made from it. */
export const reproducibleArchives: FileRule = {
  id: 'VM-II-08',
  title: 'Archives are made with SOURCE_DATE_EPOCH or the like',
  severity: 'low',
  level: 'advise',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: mayHaveScripts,
  mayBreak: /\b(?:tar|gtar|bsdtar|zip|7z[az]?|jar|gzip|docker|podman)\b/,
  mostBytes: MOST_SCRIPT_BYTES,
  passesOverLarger: true,
  check: (file) => {
    if (TIMES_ARE_SET.test(file.text)) return [];
    const isRelease = isReleaseWorkflow(file);
    return [
      ...unreadableWorkflow(file),
      ...scriptsOf(file).flatMap((script) => foundIn(script, file, isRelease)),
    ];
  },
};

function foundIn(script: Script, { path }: FileText, isRelease: boolean): readonly Found[] {
  const archives = script.commands.map(archiveOf).filter((archive) => archive !== undefined);
  const piped = pipedInto(script.commands);
  const isMake = scriptFileKind(path) === 'make';
  return archives.flatMap(({ command, output = piped.get(command), remedy }) => {
    const program = programOf(command.words[0].text);
    const isImage = program === 'docker' || program === 'podman';
    const isArtifact =
      output === undefined
        ? isRelease && isImage
        : soundsReleased(output) || (isRelease && !soundsKept(output));
    if (!isArtifact) return [];
    return [
      {
        path,
        range: script.rangeOf(command.range),
        message: `${output === undefined ? `What ${program} makes` : shownAddress(output)} has the time of the build in it, and is another file each time`,
        // In a recipe make would take $S for a variable of its own.
        remedy: isMake ? remedy.replaceAll('$', () => '$$') : remedy,
      },
    ];
  });
}

/** Of commands whose output goes through a pipe into a file in the end, that file. */
function pipedInto(commands: readonly Command[]): ReadonlyMap<Command, string> {
  const files = new Map<Command, string>();
  for (const command of commands) {
    const target = outputFile(command)?.text;
    if (target === undefined) continue;
    for (const source of upstreamOf(command)) files.set(source, target);
  }
  return files;
}
