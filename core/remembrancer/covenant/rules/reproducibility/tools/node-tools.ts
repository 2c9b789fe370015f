import type { Command, Word } from '../../../shell/command.ts';
import { programOf } from '../../../shell/program-of.ts';
import { type Arguments, argumentsOf, hasOption, isOneOf } from './arguments.ts';
import { isOpen, type LooseTool } from './loose-tool.ts';

const WITH_WORD = new Set([
  '-p',
  '--package',
  '--prefix',
  '--registry',
  '-c',
  '--call',
  '-w',
  '--workspace',
  '-C',
  '--dir',
  '--cache',
  '--loglevel',
  '--userconfig',
  '--location',
]);
const EXACT = /^v?\d+\.\d+\.\d+/;
const NO_NAME = /^(?:[./~]|[a-z+]+:|[\w.-]+\/[\w.-]+(?:#|$))|\.tgz$/;

/** What npm, pnpm, Yarn, Bun and Corepack install for all, or fetch to run once, without an exact version. */
export function looseNodeTools({ words }: Command): readonly LooseTool[] {
  const [name, ...rest] = words;
  const program = programOf(name.text);
  const [verb, second] = rest.filter(({ text }) => !text.startsWith('-'));
  const behind = (count: number): Arguments => {
    const given = argumentsOf(rest, WITH_WORD);
    return { ...given, operands: given.operands.slice(count) };
  };
  if (program === 'npx' || program === 'bunx' || program === 'pnpx')
    return runOnce(behind(0), program !== 'pnpx');
  if (program === 'corepack')
    return isOneOf(verb, 'prepare', 'use', 'install') ? loose(behind(1).operands) : [];
  if (program === 'npm' && isOneOf(verb, 'exec', 'x')) return runOnce(behind(1), true);
  if (program === 'bun' && isOneOf(verb, 'x')) return runOnce(behind(1), true);
  if ((program === 'pnpm' || program === 'yarn') && isOneOf(verb, 'dlx')) return runOnce(behind(1), false);
  if (program === 'yarn' && isOneOf(verb, 'global') && isOneOf(second, 'add'))
    return loose(behind(2).operands);
  if (!['npm', 'pnpm', 'bun'].includes(program) || !isOneOf(verb, 'i', 'install', 'add', 'in', 'ins'))
    return [];
  const given = behind(1);
  const isGlobal =
    hasOption(given, '-g', '--global') || given.options.get('--location')?.[0]?.text === 'global';
  return isGlobal ? loose(given.operands) : [];
}

function runOnce(given: Arguments, mayBeDeclared: boolean): readonly LooseTool[] {
  if (hasOption(given, '--no', '--no-install')) return [];
  const named = [...(given.options.get('-p') ?? []), ...(given.options.get('--package') ?? [])];
  return loose(named.length > 0 ? named : given.operands.slice(0, 1), mayBeDeclared);
}

function loose(words: readonly Word[], mayBeDeclared = false): readonly LooseTool[] {
  return words.flatMap((word) => {
    const { text } = word;
    const at = text.indexOf('@', 1);
    const version = at === -1 ? '' : text.slice(at + 1);
    const name = at === -1 ? text : text.slice(0, at);
    if (isOpen(text) || EXACT.test(version) || NO_NAME.test(text)) return [];
    return [
      {
        word,
        name: text,
        exact: `${name}@1.2.3`,
        ...(mayBeDeclared && at === -1 && { unlessDeclared: name }),
      },
    ];
  });
}
