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
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    const { text } = word;
    if (!/^-./.test(text)) {
      operands.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    const takes = equals === -1 && withWord.has(name) ? words[++at] : undefined;
    const value = takes ?? (equals === -1 ? word : { ...word, text: text.slice(equals + 1) });
    const known = options.get(name);
    if (known === undefined) options.set(name, [value]);
    else known.push(value);
  }
  return { operands, options };
}

/** Whether any of these options stands there. */
export const hasOption = ({ options }: Arguments, ...names: readonly string[]): boolean =>
  names.some((name) => options.has(name));
