/** A table of a parsed file; an empty one for whatever else stands there. */
export const tableOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** A member of a table by its keys, one inside the other. Only the table's own members count. */
export function memberOf(value: unknown, ...keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    const table = tableOf(at);
    if (!Object.hasOwn(table, key)) return undefined;
    at = table[key];
  }
  return at;
}

/** A list of a parsed file; an empty one for whatever else stands there. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];

/** The texts of a list; what is no text is left out. */
export const textsOf = (value: unknown): string[] => listOf(value).filter((item) => typeof item === 'string');

/** A text, or `undefined` for whatever else stands there. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The members of a table whose values are texts. */
export const textMembers = (value: unknown): Map<string, string> =>
  new Map(
    Object.entries(tableOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
