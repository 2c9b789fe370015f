import { codeSpan } from '../code-span.ts';
import { closest } from './closest.ts';
import { type Grammar, usage } from './grammar.ts';
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
  const grammar = grammars.find(({ name }) => name === called);
  if (grammar) return readWords(line.slice(called.length + 1), grammar);
  const meant = closest(
    called,
    grammars.map(({ name }) => name),
  );
  return meant === undefined
    ? undefined
    : { mistake: `There is no command ${codeSpan(`/${called}`)}. Did you mean \`/${meant}\`?` };
}

function readWords(text: string, grammar: Grammar): ParsedCommand {
  const split = splitWords(text);
  if ('unclosed' in split) {
    return mistake(grammar, `The quotation mark of ${codeSpan(split.unclosed)} is not closed.`);
  }
  const { parameters, options, flags } = grammar;
  const values: Record<string, string> = {};
  const words = [...split.words];
  let position = 0;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = /^--([^=]*)(?:=(.*))?$/s.exec(word);
    if (option) {
      const [, name = '', attached] = option;
      const flag = flags.includes(name);
      if (!flag && !Object.hasOwn(options, name)) return unknownOption(grammar, name);
      if (Object.hasOwn(values, name)) return mistake(grammar, `\`--${name}\` is there twice.`);
      if (flag && attached !== undefined) return mistake(grammar, `\`--${name}\` takes no value.`);
      const value = flag ? 'true' : (attached ?? words.shift());
      if (value === undefined) return mistake(grammar, `\`--${name}\` needs a value behind it.`);
      values[name] = value;
    } else {
      const parameter = parameters[position++];
      if (parameter === undefined) return mistake(grammar, `${codeSpan(word)} is one word too many.`);
      values[parameter] = word;
    }
  }
  const missing = parameters[position];
  return missing === undefined
    ? { name: grammar.name, values }
    : mistake(grammar, `The ${missing} is missing.`);
}

function unknownOption(grammar: Grammar, name: string): ParsedCommand {
  const meant = closest(name, [...Object.keys(grammar.options), ...grammar.flags]);
  const question = meant === undefined ? '' : ` Did you mean \`--${meant}\`?`;
  return mistake(grammar, `There is no option ${codeSpan(`--${name}`)}.${question}`);
}

function mistake(grammar: Grammar, sentence: string): ParsedCommand {
  return { mistake: `${sentence} Write: \`${usage(grammar)}\`` };
}
