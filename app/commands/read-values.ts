import { codeSpan } from '../code-span.ts';
import { closest } from './closest.ts';
import type { Grammar, Values } from './grammar.ts';

/** Parameters and options by name, with `true` for a flag; or what is wrong, in a sentence. */
export type ReadValues = { readonly values: Readonly<Record<string, string>> } | { readonly mistake: string };

/** Reads the words behind the name of a command. */
export function readValues(all: readonly string[], grammar: Grammar): ReadValues {
  const { parameters, options, flags } = grammar;
  const values: Record<string, string> = {};
  const words = [...all];
  let position = 0;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = /^--([^=]*)(?:=(.*))?$/s.exec(word);
    if (option) {
      const [, name = '', attached] = option;
      const flag = flags.includes(name);
      if (!flag && !Object.hasOwn(options, name)) return unknownOption(grammar, name);
      if (Object.hasOwn(values, name)) return { mistake: `\`--${name}\` is there twice.` };
      if (flag && attached !== undefined) return { mistake: `\`--${name}\` takes no value.` };
      const value = flag ? 'true' : (attached ?? words.shift());
      if (value === undefined) return { mistake: `\`--${name}\` needs a value behind it.` };
      const mistake = flag ? undefined : unlike(value, options[name], `\`--${name}\``);
      if (mistake !== undefined) return { mistake };
      values[name] = value;
    } else {
      const parameter = parameters[position];
      if (parameter === undefined) return { mistake: `${codeSpan(word)} is one word too many.` };
      const { name, choices, takesAll } = parameter;
      const before = values[name];
      const mistake = unlike(word, choices, `the ${name}`);
      if (mistake !== undefined) return { mistake };
      values[name] = before === undefined ? word : `${before} ${word}`;
      if (takesAll !== true) position++;
    }
  }
  const missing = parameters.find(
    ({ name, isOptional }) => isOptional !== true && values[name] === undefined,
  );
  return missing === undefined ? { values } : { mistake: `The ${missing.name} is missing.` };
}

/** Why `value` may not stand at `place`. */
function unlike(value: string, values: Values | undefined, place: string): string | undefined {
  if (values === undefined || typeof values === 'string' || values.includes(value)) return undefined;
  const meant = closest(value, values);
  const question = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  return `${codeSpan(value)} cannot stand for ${place}.${question}`;
}

function unknownOption({ options, flags }: Grammar, name: string): ReadValues {
  const meant = closest(name, [...Object.keys(options), ...flags]);
  const question = meant === undefined ? '' : ` Did you mean \`--${meant}\`?`;
  return { mistake: `There is no option ${codeSpan(`--${name}`)}.${question}` };
}
