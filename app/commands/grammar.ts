/** What may be written in a command: `/name <argument> [--option value] [--flag]`. */
export interface Grammar {
  /** One word, or two for one of several commands about the same: `spawn`, `adr accept`. */
  readonly name: string;
  /** In their order. One that may be absent, or takes all words, is the last. */
  readonly parameters: readonly Parameter[];
  /** Option name, and what may stand behind it. */
  readonly options: Readonly<Record<string, Values>>;
  /** Options that are there or not, without a value. */
  readonly flags: readonly string[];
  /** One sentence for `/help`. */
  readonly summary: string;
  /** What somebody would write, where the words need to be shown: `/adr accept ADR-0007`. */
  readonly example?: string;
}

export interface Parameter {
  readonly name: string;
  /** Without it any word may stand there. */
  readonly choices?: readonly string[];
  readonly isOptional?: true;
  /** Whether all words that are left are its value, with a blank between two. */
  readonly takesAll?: true;
}

/** The words that may stand there, or an example where any may. */
export type Values = readonly string[] | string;

/** `/spawn <name> [--language python|go]` */
export function usage({ name, parameters, options, flags }: Grammar): string {
  return [
    `/${name}`,
    ...parameters.map(usageOfParameter),
    ...Object.entries(options).map(([option, values]) => `[--${option} ${usageOfValues(values)}]`),
    ...flags.map((flag) => `[--${flag}]`),
  ].join(' ');
}

function usageOfParameter({ name, choices, isOptional, takesAll }: Parameter): string {
  const words = `<${choices === undefined ? name : choices.join('|')}${takesAll ? '…' : ''}>`;
  return isOptional ? `[${words}]` : words;
}

const usageOfValues = (values: Values): string => (typeof values === 'string' ? values : values.join('|'));
