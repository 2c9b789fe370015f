import type { Word } from '../../../shell/command.ts';

/** The words behind a command's name. */
export interface Arguments {
  readonly operands: readonly Word[];
  /** Of each option that stands there, the words that it was given; the option itself for one that takes none. */
  readonly options: ReadonlyMap<string, readonly Word[]>;
}

/** Parts `words` into operands and options; `withWord` are the options that take the word behind them. */
export function argumentsOf(words: readonly Word[], withWord: ReadonlySet<string>): Arguments {
  const operands: Word[] = [];
  const options = new Map<string, Word[]>();
  const waiting = words.values();
  for (const word of waiting) {
    const { text } = word;
    if (!/^-./.test(text)) {
      operands.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    const takes = equals === -1 && withWord.has(name) ? waiting.next().value : undefined;
    const value = takes ?? { ...word, text: text.slice(equals + 1) };
    const known = options.get(name);
    if (known === undefined) options.set(name, [value]);
    else known.push(value);
  }
  return { operands, options };
}

/** Whether a word is there, and is one of these. */
export const isOneOf = (word: Word | undefined, ...texts: readonly string[]): boolean =>
  word !== undefined && texts.includes(word.text);

/** Whether any of these options stands there. */
export const hasOption = ({ options }: Arguments, ...names: readonly string[]): boolean =>
  names.some((name) => options.has(name));
