/** What may be written in a command: `/name <argument> [--option value]`. */
export interface Grammar {
  readonly name: string;
  /** All of them are required, in this order. */
  readonly parameters: readonly string[];
  /** Option name, and what its value is in the usage line. */
  readonly options: Readonly<Record<string, string>>;
  /** Options that are there or not, without a value. */
  readonly flags: readonly string[];
  /** One sentence for `/help`. */
  readonly summary: string;
}

/** `/spawn <name> [--language python]` */
export function usage({ name, parameters, options, flags }: Grammar): string {
  return [
    `/${name}`,
    ...parameters.map((parameter) => `<${parameter}>`),
    ...Object.entries(options).map(([option, value]) => `[--${option} ${value}]`),
    ...flags.map((flag) => `[--${flag}]`),
  ].join(' ');
}
