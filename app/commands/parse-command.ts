import { codeSpan } from '../code-span.ts';
import { closest } from './closest.ts';
import { type Grammar, usage } from './grammar.ts';
import { readValues } from './read-values.ts';
import { splitWords } from './split-words.ts';

/** A command as it was written, or what is wrong with it in a sentence for its author. */
export type ParsedCommand =
  { readonly name: string; readonly values: Readonly<Record<string, string>> } | { readonly mistake: string };

/**
 * Reads the first line of a comment. `undefined` when it is not for this app: no command, or a command that other
 * apps may know. `values` holds parameters and options by name, and `true` for a flag.
 */
export function parseCommand(body: string, grammars: readonly Grammar[]): ParsedCommand | undefined {
  const [line = ''] = body.split(/\r?\n/, 1);
  const called = /^\/([A-Za-z][A-Za-z-]*)(?=\s|$)/.exec(line)?.[1];
  if (called === undefined) return undefined;
  const text = line.slice(called.length + 1);
  const meant = grammars.filter(({ name }) => name.split(' ', 1)[0] === called);
  const [first] = meant;
  if (first === undefined) return unknownCommand(called, grammars);
  if (meant.length === 1 && first.name === called) return readLine(text, first);
  const [, second = '', rest = ''] = /^\s*(\S*)(.*)$/s.exec(text) ?? [];
  const grammar = meant.find(({ name }) => name === `${called} ${second}`);
  return grammar === undefined ? unknownSecond(called, second, meant) : readLine(rest, grammar);
}

function unknownCommand(called: string, grammars: readonly Grammar[]): ParsedCommand | undefined {
  const names = grammars.map(({ name }) => name.split(' ', 1)[0] ?? name);
  const meant = closest(called, names);
  return meant === undefined
    ? undefined
    : { mistake: `There is no command ${codeSpan(`/${called}`)}. Did you mean \`/${meant}\`?` };
}

function unknownSecond(called: string, second: string, grammars: readonly Grammar[]): ParsedCommand {
  const names = grammars.map(({ name }) => name.slice(called.length + 1));
  const meant = closest(second, names);
  const question = meant === undefined ? '' : ` Did you mean \`/${called} ${meant}\`?`;
  const what =
    second === ''
      ? `\`/${called}\` needs a word behind it.`
      : `There is no ${codeSpan(`/${called} ${second}`)}.`;
  return {
    mistake: `${what}${question} Write one of: ${names.map((name) => `\`/${called} ${name}\``).join(', ')}`,
  };
}

function readLine(text: string, grammar: Grammar): ParsedCommand {
  const split = splitWords(text);
  return 'unclosed' in split
    ? mistaken(`The quotation mark of ${codeSpan(split.unclosed)} is not closed.`, grammar)
    : readWords(split.words, grammar);
}

/** Reads the words behind the name of a command. */
export function readWords(words: readonly string[], grammar: Grammar): ParsedCommand {
  const read = readValues(words, grammar);
  return 'mistake' in read ? mistaken(read.mistake, grammar) : { name: grammar.name, values: read.values };
}

/** What is wrong with a command that is meant, with how it is written. */
export const mistaken = (mistake: string, grammar: Grammar): { readonly mistake: string } => ({
  mistake: `${mistake} Write: \`${usage(grammar)}\`${suchAs(grammar)}`,
});

/** An example behind the usage of a command; nothing for one that needs none. */
const suchAs = ({ example }: Grammar): string => (example === undefined ? '' : `, such as \`${example}\``);
