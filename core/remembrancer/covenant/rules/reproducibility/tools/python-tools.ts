import type { Command, Word } from '../../../shell/command.ts';
import { programOf } from '../../../shell/program-of.ts';
import { argumentsOf, hasOption } from './arguments.ts';
import { isOpen, type LooseTool } from './loose-tool.ts';

const WITH_WORD = new Set([
  '-r',
  '--requirement',
  '-c',
  '--constraint',
  '-e',
  '--editable',
  '-i',
  '--index-url',
  '--extra-index-url',
  '-f',
  '--find-links',
  '-t',
  '--target',
  '--prefix',
  '--root',
  '--platform',
  '--python-version',
  '--python',
  '-p',
  '--implementation',
  '--abi',
  '--progress-bar',
  '--timeout',
  '--retries',
  '--trusted-host',
  '--proxy',
  '--cache-dir',
  '--log',
  '--src',
  '--no-binary',
  '--only-binary',
  '--index',
  '--default-index',
  '--with',
  '--with-requirements',
  '--spec',
  '--from',
  '--suffix',
  '--pip-args',
  '--index-strategy',
  '--prerelease',
  '--upgrade-strategy',
  '--config-settings',
  '-C',
  '--directory',
  '--project',
  '--exclude-newer',
  '--override',
  '--overrides',
  '--constraints',
  '--python-platform',
  '--global-option',
  '--build-constraint',
  '--upgrade-package',
  '-P',
  '--refresh-package',
  '--reinstall-package',
  '--group',
  '--extra',
  '--generate-shell-completion',
]);
const PATH = /^[./~]|[/\\]|\.(?:whl|zip|tar\.gz)$/;

/** What pip, pipx and uv install or fetch to run once, without an exact version. */
export function loosePythonTools({ words }: Command): readonly LooseTool[] {
  const [name, ...rest] = words;
  const call = callOf(programOf(name.text), rest);
  if (!call) return [];
  const given = argumentsOf(call.rest, WITH_WORD);
  if (
    hasOption(
      given,
      '-c',
      '--constraint',
      '--constraints',
      '--require-hashes',
      '--exclude-newer',
      '--no-index',
      '--offline',
    )
  )
    return [];
  const from = [...(given.options.get('--from') ?? []), ...(given.options.get('--spec') ?? [])];
  const extra = call.runs ? (given.options.get('--with') ?? []) : [];
  const named = call.runs ? (from.length > 0 ? from : given.operands.slice(0, 1)) : given.operands;
  return [...named, ...extra]
    .filter(({ text }) => isLoose(text))
    .map((word) => {
      const [bare = ''] = word.text.split(/[=<>~!@;\s]/, 1);
      return {
        word,
        name: word.text,
        exact: word.text.startsWith('git+') ? `${word.text}@<commit>` : `${bare}==1.2.3`,
      };
    });
}

/** Which words name packages, and whether the first of them is run with the others as its arguments. */
function callOf(
  program: string,
  given: readonly Word[],
): { rest: readonly Word[]; runs: boolean } | undefined {
  // `uv --directory sub pip install …`
  const verbAt = program === 'uv' ? given.findIndex(({ text }) => /^(?:pip|tool)$/.test(text)) : 0;
  const words = given.slice(Math.max(0, verbAt));
  const texts = words.map(({ text }) => text);
  if (/^pip[\d.]*$/.test(program)) return pipInstall(words);
  if (/^(?:python[\d.]*|py)$/.test(program)) {
    const module = texts.indexOf('-m');
    return module !== -1 && texts[module + 1] === 'pip' ? pipInstall(words.slice(module + 2)) : undefined;
  }
  if (program === 'uvx') return { rest: words, runs: true };
  if (program === 'uv' && texts[0] === 'pip') return pipInstall(words.slice(1));
  const at = program === 'pipx' ? 0 : program === 'uv' && texts[0] === 'tool' ? 1 : -1;
  const verb = texts[at];
  return verb === 'install' || verb === 'run'
    ? { rest: words.slice(at + 1), runs: verb === 'run' }
    : undefined;
}

/** `pip install …`, also with options before: `pip --python .venv install …`. */
function pipInstall(words: readonly Word[]): { rest: readonly Word[]; runs: boolean } | undefined {
  const at = words.findIndex(({ text }) => text === 'install');
  const isVerb = at === 0 || (at > 0 && words[0]?.text.startsWith('-') === true);
  return isVerb ? { rest: words.slice(at + 1), runs: false } : undefined;
}

function isLoose(text: string): boolean {
  if (text.startsWith('git+')) return !isOpen(text) && !/[^/]@[^/@]+$/.test(text);
  if (isOpen(text) || PATH.test(text) || !/^[A-Za-z0-9]/.test(text)) return false;
  if (/ @ /.test(text) || /@\d/.test(text)) return false;
  return !/==./u.test(text.slice(text.lastIndexOf('*') + 1));
}
