/** Adds what an option is given to what it had: `a,b` is two, and so is `a b`. */
export const commaSeparated = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
];
