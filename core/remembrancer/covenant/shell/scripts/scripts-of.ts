import type { FileText } from '../../file-text.ts';
import { runScripts } from '../../workflows/run-scripts.ts';
import { textOf, valueOf, entriesOf, isScalar } from '../../yaml/yaml-lookup.ts';
import { rangeWithin } from '../../yaml/range-within.ts';
import { blockPlaces } from './block-places.ts';
import { dockerfileScripts } from './dockerfile-scripts.ts';
import { justfileScripts } from './justfile-scripts.ts';
import { makeScript, shiftedBy } from './make-script.ts';
import { makefileScripts } from './makefile-scripts.ts';
import type { Script } from './script.ts';
import { scriptFileKind } from './script-files.ts';
import { isShellShebang } from './shebang.ts';

const POWERSHELL = /^(?:pwsh|powershell)\b/i;
const OTHER_LANGUAGE = /^(?:python|node|perl|ruby|php|deno|bun)\b/i;

/** Of each file that several rules look into, its scripts. */
const known = new WeakMap<FileText, readonly Script[]>();

/** The scripts in a file, in its order; none where it has none or is no YAML or JSON. */
export function scriptsOf(file: FileText): readonly Script[] {
  let scripts = known.get(file);
  if (!scripts) known.set(file, (scripts = readScripts(file)));
  return scripts;
}

function readScripts(file: FileText): readonly Script[] {
  const { text } = file;
  switch (scriptFileKind(file.path)) {
    case 'workflow':
      return runScripts(file).flatMap(({ text: script, shell = 'bash', range, rangeOf }) => {
        if (OTHER_LANGUAGE.test(shell)) return [];
        const isBlock = text[range.start] === '|';
        const places = isBlock ? blockPlaces(script, range, text) : rangeOf;
        return [makeScript(script, places, { isPowerShell: POWERSHELL.test(shell) })];
      });
    case 'dockerfile':
      return dockerfileScripts(text);
    case 'make':
      return makefileScripts(text);
    case 'just':
      return justfileScripts(text);
    case 'package':
      return packageScripts(file);
    case 'powershell':
      return [makeScript(text, shiftedBy(0), { isPowerShell: true })];
    case 'shell':
      return [makeScript(text, shiftedBy(0))];
    case 'perhaps':
      return isShellShebang(text) ? [makeScript(text, shiftedBy(0))] : [];
    case undefined:
      return [];
  }
}

/** The member `scripts` of a package.json, which YAML can read too. */
function packageScripts(file: FileText): readonly Script[] {
  const { yaml, text } = file;
  const [manifest] = 'documents' in yaml ? yaml.documents : [];
  return entriesOf(valueOf(manifest, 'scripts')).flatMap(({ value }) =>
    isScalar(value) ? [makeScript(textOf(value) ?? '', (part) => rangeWithin(value, part, text))] : [],
  );
}
