import { parse as parseToml } from 'smol-toml';

/** The members of a value that is a table or an object; none of any other. */
export const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** What stands in nested tables under these names; `undefined` where there is no such. */
export const valueAt = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((table, name) => entriesOf(table).find(([key]) => key === name)?.[1], value);

/** A TOML file as plain data, or `undefined` where it is none. */
export function tomlValue(text: string): unknown {
  try {
    return parseToml(text);
  } catch {
    return undefined;
  }
}
