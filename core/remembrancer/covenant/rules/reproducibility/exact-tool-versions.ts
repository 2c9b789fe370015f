import type { CovenantContext } from '../../covenant-context.ts';
import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { RepositoryRule } from '../../rule.ts';
import type { Command } from '../../shell/command.ts';
import { mayHaveScripts, scriptFileKind } from '../../shell/scripts/script-files.ts';
import type { Script } from '../../shell/scripts/script.ts';
import { scriptsOf } from '../../shell/scripts/scripts-of.ts';
import { isTestData } from './lockfiles/is-test-data.ts';
import { addedFromNetwork } from './scripts/added-from-network.ts';
import { MOST_SCRIPT_BYTES } from './scripts/most-script-bytes.ts';
import { shownAddress } from './scripts/shown-address.ts';
import { unreadableWorkflow } from './scripts/unreadable-workflow.ts';
import { declaredPackages } from './tools/declared-packages.ts';
import { looseGoTools } from './tools/go-tools.ts';
import { isOfLatest, latestDownloads } from './tools/latest-downloads.ts';
import { looseInputs } from './tools/loose-inputs.ts';
import type { LooseTool } from './tools/loose-tool.ts';
import { looseNodeTools } from './tools/node-tools.ts';
import { looseDotnetTools, looseRubyTools, looseRustTools } from './tools/other-tools.ts';
import { loosePythonTools } from './tools/python-tools.ts';

type IsDeclared = (name: string) => boolean;

/** What builds and checks a commit is what built and checked it when it was made. */
export const exactToolVersions: RepositoryRule = {
  id: 'VM-II-03',
  title: 'Tools are installed by exact version',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check: async (context) => {
    const isDeclared = await declaredPackages(context);
    const files = await scriptFiles(context);
    return files.flatMap((file) => [
      ...unreadableWorkflow(file),
      ...looseInputs(file).map((loose) => foundInput(loose, file)),
      ...(scriptFileKind(file.path) === 'dockerfile' ? foundInAdds(file) : []),
      ...scriptsOf(file).flatMap((script) => foundIn(script, file, isDeclared)),
    ]);
  },
};

const scriptFiles = async ({ filesWhere }: CovenantContext): Promise<readonly FileText[]> =>
  (
    await filesWhere(
      (file) => file.size <= MOST_SCRIPT_BYTES && mayHaveScripts(file) && !isManifestOfTests(file.path),
    )
  ).filter(({ isBinary }) => !isBinary);

const isManifestOfTests = (path: string): boolean => scriptFileKind(path) === 'package' && isTestData(path);

const looseTools = (command: Command): readonly LooseTool[] =>
  isBuiltHere(command)
    ? []
    : [
        ...looseGoTools(command),
        ...looseNodeTools(command),
        ...loosePythonTools(command),
        ...looseRustTools(command),
        ...looseRubyTools(command),
        ...looseDotnetTools(command),
      ];

/** Whether a command runs a program of the working folder, as `./uv` in the repository of uv: what it installs is a test of it. */
const isBuiltHere = ({ words: [name] }: Command): boolean => /^\.[\\/][^\\/]+$/.test(name.text);

function foundIn(script: Script, { path }: FileText, isDeclared: IsDeclared): readonly Found[] {
  const tools = script.commands.flatMap(looseTools).flatMap(({ word, name, exact, unlessDeclared }) =>
    unlessDeclared !== undefined && isDeclared(unlessDeclared)
      ? []
      : [
          {
            path,
            range: script.rangeOf(word.range),
            message: `${shownAddress(name)} is installed in whatever version there is on the day`,
            remedy: `Name the exact version, as in ${shownAddress(exact)}.`,
          },
        ],
  );
  const downloads = latestDownloads(script.commands).map(({ text, range }) =>
    foundLatest(path, text, script.rangeOf(range)),
  );
  return [...tools, ...downloads];
}

const foundInAdds = ({ path, text }: FileText): readonly Found[] =>
  addedFromNetwork(text)
    .filter(({ address }) => isOfLatest(address))
    .map(({ address, range }) => foundLatest(path, address, range));

const foundLatest = (path: string, address: string, range: NonNullable<Found['range']>): Found => ({
  path,
  range,
  message: `${shownAddress(address)} is another file after the next release`,
  remedy: 'Download a version by its number.',
});

const foundInput = (
  { action, input, value, range }: ReturnType<typeof looseInputs>[number],
  { path }: FileText,
): Found => ({
  path,
  range,
  message:
    value === undefined
      ? `${shownAddress(action)} installs the latest version, since ${input} is not set`
      : `${input}: ${value} lets ${shownAddress(action)} install whatever version there is on the day`,
  remedy: `Set ${input} to an exact version.`,
});
