import type { Command } from '../../../shell/command.ts';
import { programOf } from '../../../shell/program-of.ts';
import { argumentsOf, hasOption, isOneOf } from './arguments.ts';
import { isOpen, type LooseTool } from './loose-tool.ts';

const CARGO_WITH_WORD = new Set([
  '--version',
  '--vers',
  '--git',
  '--branch',
  '--tag',
  '--rev',
  '--path',
  '--root',
  '--features',
  '-F',
  '--target',
  '--target-dir',
  '--profile',
  '--bin',
  '--example',
  '--index',
  '--registry',
  '--config',
  '-j',
  '--jobs',
  '-Z',
  '--color',
  '--strategies',
  '--disable-strategies',
  '--pkg-url',
]);
const GEM_WITH_WORD = new Set([
  '-v',
  '--version',
  '-i',
  '--install-dir',
  '-n',
  '--bindir',
  '-s',
  '--source',
  '-P',
  '--trust-policy',
  '--platform',
]);
const DOTNET_WITH_WORD = new Set([
  '--version',
  '--tool-path',
  '--add-source',
  '--configfile',
  '--framework',
  '--arch',
  '-a',
  '-v',
  '--verbosity',
  '--tool-manifest',
  '--source',
]);

/** What Cargo installs without an exact version or commit. */
export function looseRustTools({ words }: Command): readonly LooseTool[] {
  const [name, ...all] = words;
  const [verb, ...rest] = all[0]?.text.startsWith('+') ? all.slice(1) : all;
  if (programOf(name.text) !== 'cargo' || !isOneOf(verb, 'install', 'binstall')) return [];
  const given = argumentsOf(rest, CARGO_WITH_WORD);
  if (hasOption(given, '--version', '--vers', '--path', '--rev', '--tag')) return [];
  const [repository] = given.options.get('--git') ?? [];
  if (repository)
    return isOpen(repository.text)
      ? []
      : [{ word: repository, name: repository.text, exact: `--git ${repository.text} --rev <commit>` }];
  return given.operands
    .filter(({ text }) => !isOpen(text) && !/@=?\d/.test(text) && !text.includes('/'))
    .map((word) => ({ word, name: word.text, exact: `${word.text.split('@', 1)[0] ?? ''}@1.2.3 --locked` }));
}

/** What RubyGems installs without a version. */
export function looseRubyTools({ words }: Command): readonly LooseTool[] {
  const [name, verb, ...rest] = words;
  if (programOf(name.text) !== 'gem' || !isOneOf(verb, 'install', 'i')) return [];
  const given = argumentsOf(rest, GEM_WITH_WORD);
  if (hasOption(given, '-v', '--version', '-g', '--file', '--local', '-l', '--explain')) return [];
  return given.operands
    .filter(({ text }) => !isOpen(text) && !/:\d|\.gem$|^[./]/.test(text))
    .map((word) => ({ word, name: word.text, exact: `${word.text} --version 1.2.3` }));
}

/** What `dotnet tool` installs without a version. */
export function looseDotnetTools({ words }: Command): readonly LooseTool[] {
  const [name, group, verb, ...rest] = words;
  if (programOf(name.text) !== 'dotnet' || !isOneOf(group, 'tool')) return [];
  if (!isOneOf(verb, 'install', 'update')) return [];
  const given = argumentsOf(rest, DOTNET_WITH_WORD);
  if (hasOption(given, '--version')) return [];
  return given.operands
    .slice(0, 1)
    .filter(({ text }) => !isOpen(text) && !/@\d/.test(text))
    .map((word) => ({ word, name: word.text, exact: `${word.text} --version 1.2.3` }));
}
